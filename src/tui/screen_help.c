#include "base/lang.h"
#include "text/width.h"
#include "tui/screen.h"
#include <string.h>

/* How to use all this: the keys are those of the keymap. */

static enum place place(const struct ui *ui)
{
    (void)ui;
    return PLACE_READ;
}

static void enter(struct ui *ui)
{
    ui->over_view.line = 0;
}

static void write_help(const struct plain *p, enum place asked, const char *journal,
                       struct strbuf *out)
{
    const char *const texts[] = {
        _("役場に行く前に、何を持って行けばよいかを調べられます。"),
        _("知りたいことを、ふだんの言葉で入れてください。短い言葉でも、ひらがなでもかまいません。"
          "出来事や分野の一覧からも選べます。"),
        _("キーボードで文字を打ちにくいときは、F5 か「五十音で入れる」で五十音の表が出ます。"
          "矢印で文字を選んで "
          "Enter、または文字を押します。゛・゜・小さい字は、かなのあとに押します。"),
        _("右はしの「A」を「あ」に変えると（F6）、ローマ字で打った文字がすぐにかなになります。"),
        _("質問には、分かるところだけ答えれば大丈夫です。「わからない」を選ぶと、"
          "そのことは「窓口で確認」と書かれます。"),
    };
    strbuf_puts(out, _("使い方"));
    strbuf_putc(out, '\n');
    for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
        text_wrap(out, texts[i], strlen(texts[i]), p->cols, "  ", "  ", p->ambiguous);
    if (journal)
        text_wrap(out, journal, strlen(journal), p->cols, "  ", "  ", p->ambiguous);
    strbuf_putc(out, '\n');
    keymap_help(out, asked, p->cols, p->ambiguous);
}

static void draw(struct ui *ui, struct rect body)
{
    struct plain p = ui_plain(ui, body);
    strbuf_wipe(&ui->over_view.text);
    write_help(&p, ui->asked, session_journal_notice(ui->session), &ui->over_view.text);
    textview_draw(&ui->over_view, &ui->canvas, body, true);
}

static bool command(struct ui *ui, enum command cmd, const struct key *key)
{
    return ui_over_command(ui, cmd, key);
}

static void title(const struct ui *ui, struct strbuf *out)
{
    (void)ui;
    strbuf_puts(out, _("使い方"));
}

const struct screen screen_help = {place, enter, draw, command, title};
