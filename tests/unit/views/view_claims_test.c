/* view_claims_test.c - what the program itself says is held to the rule that texts of protocols are held to. */
#include "check.h"
#include "proof/claims.h"
#include "words/words.h"

TEST("no sentence that the program can say promises or advises [S87 M111]") {
    uint32_t said = 0;
    for (int id = 0; id < TDM_MESSAGE_COUNT; id++) {
        tdm_str text = tdm_str_of(tdm_words_template(TDM_ENGLISH, (enum tdm_message)id));
        if (text.len == 0) continue;
        said++;
        enum tdm_wording judged = tdm_wording_of(mem, NULL, text);
        if (judged != TDM_WORDING_FINE) check_failed(__FILE__, __LINE__, "%.*s", TDM_FMT(text));
    }
    CHECK(said > 100);
}
