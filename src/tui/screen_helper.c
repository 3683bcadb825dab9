#include "base/lang.h"
#include "text/width.h"
#include "tui/screen.h"
#include <string.h>

/* For whoever sits beside: where to point and what to say on the screen behind this one. */

struct advice {
    const struct screen *screen;
    const char *say, *point;
};

static const struct advice advices[] = {
    {&screen_home, "「きょうは、何のご用ですか」と聞いて、聞いたとおりの言葉を入れます。",
     "むずかしい名前は要りません。下の「出来事」を指さして、近いものを選んでもらってもよいです。"
     "前のひかえを持っている人には、F8 でコードを入れます。"},
    {&screen_list, "番号の順に名前を読み上げて、「近いものはありますか」と聞きます。",
     "選んだ番号を押します。なければ、言い方を変えてもう一度聞いてみます。"},
    {&screen_entry,
     "いちばん上の名前と、はじめの1、2行だけを読み上げます。全部は読まなくて大丈夫です。",
     "下の1番を指さして、「いくつか聞かれますが、分かるところだけでよいですよ」と伝えます。"},
    {&screen_question, "質問を、そのままゆっくり読み上げます。答えは、番号を指さしながら読みます。",
     "せかさず待ちます。家で確かめないと分からないことは「わからない」で進めます。"},
    {&screen_checklist, "持ち物の名前を、一つずつ声に出して読みます。「お持ちですか」と聞きます。",
     "印刷したひかえの □ に、鉛筆で印をつけてもらいます。期限と行く窓口も、指さして読みます。"},
    {&screen_reasons, "聞かれたものだけ、理由を読みます。",
     "答えがちがっていたら、もどって「答えを直す」を選びます。"},
    {&screen_say, "思ったとおりの言葉を入れてもらいます。代わりに入れてもよいです。",
     "入れるのは、用件だけです。名前や住所は要りません。"},
    {&screen_slip, "「この紙に、持って行く物と行く窓口が書いてあります」と伝えます。",
     "紙が出たら、紙をいっしょに見て、□ を指さしながら読みます。紙の取り忘れに気をつけます。"},
    {&screen_qr, "「スマートフォンのカメラを、この四角に向けてください」と伝えます。",
     "本人のスマートフォンで読みます。読めないときは、紙に印刷します。"},
    {&screen_resume, "「前の紙の、いちばん下を見せてください」と聞きます。",
     "コードを4文字ずつ読み上げながら入れます。コードからは前の答えが見えるので、本人のいる所で使い"
     "ます。"},
};

static const struct screen *behind(const struct ui *ui)
{
    return ui->under ? ui->under : ui->screen;
}

static enum place place(const struct ui *ui)
{
    (void)ui;
    return PLACE_READ;
}

static void enter(struct ui *ui)
{
    ui->over_view.line = 0;
}

static void line(const struct plain *p, const char *first, const char *text, struct strbuf *out)
{
    char indent[8] = "";
    memset(indent, ' ', text_width(first, strlen(first), p->ambiguous));
    text_wrap(out, text, strlen(text), p->cols, first, indent, p->ambiguous);
}

static void heading(const char *text, struct strbuf *out)
{
    strbuf_printf(out, "%s%s\n", out->len > 0 ? "\n" : "", text);
}

/* 「本人」は「自分で」「私が」とも言います */
static void write_says(const struct plain *p, const struct answer *a, struct strbuf *out)
{
    struct strbuf s;
    strbuf_init(&s);
    strbuf_puts(&s, a->label.s);
    for (size_t i = 0; i < a->says.n; i++)
        strbuf_printf(&s, "%s「%s」", i == 0 ? _("：こう言われたら、これです　") : "",
                      a->says.v[i].s);
    line(p, "・", s.s, out);
    strbuf_done(&s);
}

static void write_question(const struct plain *p, const struct question *q, struct strbuf *out)
{
    if (q->why.len > 0) {
        heading(_("「どうして聞くの」と聞かれたら"), out);
        line(p, "・", q->why.s, out);
    }
    if (q->answers.n > 0) {
        heading(_("答えと、ふだんの言い方"), out);
        for (size_t i = 0; i < q->answers.n; i++)
            write_says(p, &q->answers.v[i], out);
    }
    heading(_("「わからない」を選ぶと"), out);
    line(p, "・",
         _("次の質問に進みます。要るかもしれないものは、一覧に「窓口で確認」と書かれます。あとから"
           "答えを直せます。"),
         out);
}

static void write_advice(const struct ui *ui, const struct plain *p, struct strbuf *out)
{
    const struct screen *screen = behind(ui);
    for (size_t i = 0; i < sizeof(advices) / sizeof(*advices); i++) {
        if (advices[i].screen != screen)
            continue;
        heading(_("話しかける言葉"), out);
        line(p, "・", _(advices[i].say), out);
        heading(_("指さす所、すること"), out);
        line(p, "・", _(advices[i].point), out);
    }
    if (screen == &screen_question)
        write_question(p, ui_dialogue(ui)->step.question, out);
    heading(_("しないこと"), out);
    line(p, "・", _("暗証番号やパスワードは、聞かない、入れない、書かない。本人だけが使います。"),
         out);
    line(p, "・", _("答えを代わりに決めない。通帳や印鑑を預からない。"), out);
}

static void draw(struct ui *ui, struct rect body)
{
    struct plain p = ui_plain(ui, body);
    strbuf_wipe(&ui->over_view.text);
    write_advice(ui, &p, &ui->over_view.text);
    textview_draw(&ui->over_view, &ui->canvas, body, true);
}

static bool command(struct ui *ui, enum command cmd, const struct key *key)
{
    return ui_over_command(ui, cmd, key);
}

static void title(const struct ui *ui, struct strbuf *out)
{
    (void)ui;
    strbuf_puts(out, _("となりで手伝う人へ"));
}

const struct screen screen_helper = {place, enter, draw, command, title};
