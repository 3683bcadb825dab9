/* What is masked by its letters alone. */
#include "journal/mask.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void masks(const char *from, const char *to)
{
    struct strbuf once, twice;
    strbuf_init(&once);
    strbuf_init(&twice);
    mask_text(from, strlen(from), NULL, 0, "見本町", &once);
    assert_string_equal(once.s, to);
    mask_text(once.s, once.len, NULL, 0, "見本町", &twice); /* a masked text stays */
    assert_string_equal(twice.s, to);
    strbuf_done(&once);
    strbuf_done(&twice);
}

static void numbers(void **state)
{
    (void)state;
    masks("75歳になった", "〔数〕歳になった");
    masks("７５歳", "〔数〕歳");
    masks("七十五歳", "〔数〕歳");
    masks("三歳の子", "〔数〕歳の子");
    masks("一人暮らし", "一人暮らし");
    masks("090-1234-5678", "〔数〕");
    masks("０９０ー１２３４ー５６７８", "〔数〕");
    masks("090の1234の5678です", "〔数〕です");
    masks("03(1234)5678", "〔数〕");
    masks("〇九〇の一二三四の五六七八", "〔数〕");
    masks("ぜろきゅうぜろのいちにさんよん", "〔数〕");
    masks("ハチジュウゴさい", "〔数〕さい");
    masks("にじゅうしょ", "にじゅうしょ");
    masks("AB12345678CD", "〔数〕");
    masks("昭和16年3月7日", "〔数〕年〔数〕月〔数〕日");
    masks("平成元年", "〔数〕年");
    masks("S16.3.7", "〔数〕");
    masks("٠٩٠١٢٣٤", "〔数〕");
    masks("①②③", "〔数〕");
}

static void links(void **state)
{
    (void)state;
    masks("taro@example.jpに", "〔連絡先〕に");
    masks("ｔａｒｏ＠ｅｘａｍｐｌｅ．ｊｐ", "〔連絡先〕");
    masks("taro アット example ドット jp", "〔連絡先〕");
    masks("https://example.jp/taro?a=1 を見た", "〔連絡先〕 を見た");
    masks("www.example.comが", "〔連絡先〕が");
    masks("アットホームな施設", "アットホームな施設");
}

static void addresses(void **state)
{
    (void)state;
    masks("見本町中沢1-2-3に住む", "見本町〔場所〕に住む");
    masks("見本町小町三丁目2番1号", "見本町〔場所〕");
    masks("東京都新宿区西新宿二丁目8番1号", "東京都新宿区〔場所〕");
    masks("住所はつつじが丘1-5-2です", "住所は〔場所〕です");
    masks("グリーンハイツ201号室", "〔場所〕");
    masks("見本町3丁目", "見本町〔場所〕");
    masks("電話090-1234-5678", "電話〔数〕");
    masks("第3号から第1号に", "第〔数〕号から第〔数〕号に");
}

static void spans(void **state)
{
    (void)state;
    const char *text = "山田 太郎の件";
    struct mask_span v[] = {{0, 6, MASK_NAME}, {7, 6, MASK_NAME}};
    struct strbuf out;
    strbuf_init(&out);
    mask_text(text, strlen(text), v, 2, "", &out);
    assert_string_equal(out.s, "〔名〕の件");
    strbuf_done(&out);
}

static void any_bytes(void **state)
{
    (void)state;
    masks("", "");
    masks("\xff\xfe\x01 a\n1", "\xef\xbf\xbd\xef\xbf\xbd a 〔数〕");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers), cmocka_unit_test(links),     cmocka_unit_test(addresses),
        cmocka_unit_test(spans),   cmocka_unit_test(any_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
