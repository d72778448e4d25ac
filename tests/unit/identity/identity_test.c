/* identity_test.c - persons kept apart from the ledger: kept, changed, found again, erased; and what does not open. */
#include "../store/scratch.h"
#include "check.h"
#include "identity/identity.h"
#include "system/system.h"

#include <sys/stat.h>

static tdm_date on_day(const char *text) {
    tdm_date date;
    TDM_ASSERT(tdm_date_parse(tdm_str_of(text), &date));
    return date;
}

static const tdm_str mail[] = {{"someone@example.org", 19}, {"phone 555 0100", 14}};
static const tdm_str number[] = {{"insurance 4711", 14}};

static struct tdm_identity example(const char *name) {
    return (struct tdm_identity){.name = tdm_str_of(name),
                                 .born = on_day("1970-01-02"),
                                 .contacts = mail,
                                 .contact_count = 2,
                                 .identifiers = number,
                                 .identifier_count = 1};
}

static const char *path_of(struct tdm_arena *mem, tdm_str folder, const char *which) {
    return tdm_arena_str(mem, tdm_identity_file(mem, folder, which)).at;
}

static tdm_str fresh(struct tdm_arena *mem) {
    tdm_str folder = scratch_path(mem, "clinic");
    static const char *const files[] = {"sealed", "keys", "key"};
    for (size_t i = 0; i < TDM_COUNT(files); i++) (void)unlink(path_of(mem, folder, files[i]));
    struct tdm_problem problem;
    TDM_ASSERT(tdm_folder_make(mem, folder, &problem));
    return folder;
}

static void cleared(struct tdm_arena *mem) {
    tdm_str folder = fresh(mem);
    (void)rmdir(folder.at);
}

static void keep(struct tdm_arena *mem, tdm_str folder, const char *id, const char *name) {
    struct tdm_identity identity = example(name);
    struct tdm_problem problem = {0};
    if (!tdm_identity_put(mem, folder, tdm_str_of(id), &identity, &problem))
        check_failed(__FILE__, __LINE__, "%s", problem.what);
}

static tdm_str bytes_of(struct tdm_arena *mem, tdm_str folder, const char *which) {
    tdm_str text = {0};
    struct tdm_problem problem;
    if (!tdm_file_read(mem, tdm_identity_file(mem, folder, which), 1 << 20, &text, &problem))
        check_failed(__FILE__, __LINE__, "%s", problem.what);
    return text;
}

static void put_bytes(struct tdm_arena *mem, tdm_str folder, const char *which, tdm_str text) {
    struct tdm_problem problem;
    if (!tdm_file_write(mem, tdm_identity_file(mem, folder, which), text, &problem))
        check_failed(__FILE__, __LINE__, "%s", problem.what);
}

TEST("what was kept of a person is found again, each field; another word finds nobody [G9 F118]") {
    tdm_str folder = fresh(mem);
    struct tdm_identity got;
    struct tdm_problem problem;
    bool found = true;
    REQUIRE(tdm_identity_get(mem, folder, TDM_STR("p-1"), &got, &found, &problem));
    CHECK(!found);
    keep(mem, folder, "p-1", "Example A");
    keep(mem, folder, "p-0", "Example B");
    REQUIRE(tdm_identity_get(mem, folder, TDM_STR("p-1"), &got, &found, &problem) && found);
    CHECK_STR(got.name, "Example A");
    CHECK(got.born.day == on_day("1970-01-02").day);
    REQUIRE(got.contact_count == 2 && got.identifier_count == 1);
    CHECK_STR(got.contacts[1], "phone 555 0100");
    CHECK_STR(got.identifiers[0], "insurance 4711");
    REQUIRE(tdm_identity_get(mem, folder, TDM_STR("p-2"), &got, &found, &problem));
    CHECK(!found);
    keep(mem, folder, "p-1", "Example C");
    REQUIRE(tdm_identity_get(mem, folder, TDM_STR("p-1"), &got, &found, &problem) && found);
    CHECK_STR(got.name, "Example C");
    struct tdm_identity_ids ids;
    REQUIRE(tdm_identity_list(mem, folder, &ids, &problem) && ids.count == 2);
    CHECK_STR(ids.ids[0], "p-0");
    CHECK_STR(ids.ids[1], "p-1");
    cleared(mem);
}

TEST("many are shown in one reading, each as by themselves: in the order asked for, twice who is asked for twice, no "
     "name "
     "for who is not here or does not open [G9 F118]") {
    tdm_str folder = fresh(mem);
    static const char *const kept[] = {"p-b", "p-d", "p-a", "p-c", "p-e"};
    for (size_t i = 0; i < TDM_COUNT(kept); i++) keep(mem, folder, kept[i], kept[i]);
    tdm_str ids[] = {TDM_STR_INIT("p-c"), TDM_STR_INIT("p-zz"), TDM_STR_INIT("p-a"), TDM_STR_INIT("p-c"),
                     TDM_STR_INIT("p-e"), TDM_STR_INIT("p-0"),  TDM_STR_INIT("p-b"), TDM_STR_INIT("p-d")};
    struct tdm_identity many[TDM_COUNT(ids)], one;
    struct tdm_problem problem = {0};
    REQUIRE(tdm_identity_get_many(mem, folder, ids, TDM_COUNT(ids), many, &problem));
    for (size_t i = 0; i < TDM_COUNT(ids); i++) {
        bool found;
        REQUIRE(tdm_identity_get(mem, folder, ids[i], &one, &found, &problem));
        CHECK_INT(found, many[i].name.len > 0);
        if (found) CHECK(tdm_str_equal(one.name, many[i].name) && one.born.day == many[i].born.day);
    }
    tdm_str sealed = bytes_of(mem, folder, "sealed");
    char *changed = TDM_NEW_ARRAY(mem, char, sealed.len + 1);
    size_t at;
    for (size_t i = 0; i < sealed.len; i++) changed[i] = sealed.at[i];
    REQUIRE(tdm_str_find(sealed, TDM_STR("\np-c "), &at));
    changed[at + 5] = changed[at + 5] == '0' ? '1' : '0';
    put_bytes(mem, folder, "sealed", (tdm_str){changed, sealed.len});
    REQUIRE(tdm_identity_get_many(mem, folder, ids, TDM_COUNT(ids), many,
                                  &problem)); /* one that is broken hides no other */
    CHECK_INT(many[0].name.len, 0);
    CHECK_STR(many[2].name, "p-a");
    put_bytes(mem, folder, "sealed", TDM_STR("no such file\n"));
    CHECK(!tdm_identity_get_many(mem, folder, ids, TDM_COUNT(ids), many, &problem));
    CHECK_STR(tdm_str_of(problem.code), "W073");
    cleared(mem);
    REQUIRE(tdm_identity_get_many(mem, folder, ids, 2, many, &problem)); /* where nobody is kept */
    CHECK_INT(many[0].name.len, 0);
}

TEST("no file holds a name, a birth date or an identifier in the clear, and only the owner may read the keys [G9 "
     "F118]") {
    tdm_str folder = fresh(mem);
    static const char *const files[] = {"sealed", "keys", "key"};
    static const char *const words[] = {"Example", "1970-01-02", "example.org", "insurance 4711"};
    keep(mem, folder, "p-1", "Example A");
    for (size_t i = 0; i < TDM_COUNT(files); i++) {
        tdm_str text = bytes_of(mem, folder, files[i]);
        size_t at;
        for (size_t k = 0; k < TDM_COUNT(words); k++) CHECK(!tdm_str_find(text, tdm_str_of(words[k]), &at));
        struct stat status;
        REQUIRE(stat(path_of(mem, folder, files[i]), &status) == 0);
        CHECK_INT(status.st_mode & 0777, 0600);
    }
    cleared(mem);
}

TEST("a record tells little of its length: two names of one and of forty letters give the same number of bytes [G9]") {
    tdm_str folder = fresh(mem);
    keep(mem, folder, "p-1", "A");
    size_t before = bytes_of(mem, folder, "sealed").len;
    keep(mem, folder, "p-1", "Aaaaaaaaaaaaaaaaaaaa Bbbbbbbbbbbbbbbbbbb");
    CHECK_INT(bytes_of(mem, folder, "sealed").len, before);
    cleared(mem);
}

TEST("an erased person is in no file; a copy of the sealed file from before does not open either [G9 F118]") {
    tdm_str folder = fresh(mem), old_sealed, old_keys;
    struct tdm_identity got;
    struct tdm_problem problem = {0};
    bool found = false;
    keep(mem, folder, "p-1", "Example A");
    keep(mem, folder, "p-2", "Example B");
    old_sealed = bytes_of(mem, folder, "sealed");
    old_keys = bytes_of(mem, folder, "keys");
    REQUIRE(tdm_identity_erase(mem, folder, TDM_STR("p-1"), &found, &problem) && found);
    REQUIRE(tdm_identity_get(mem, folder, TDM_STR("p-1"), &got, &found, &problem));
    CHECK(!found);
    size_t at = 0;
    CHECK(!tdm_str_find(bytes_of(mem, folder, "sealed"), TDM_STR("p-1"), &at));
    CHECK(!tdm_str_find(bytes_of(mem, folder, "keys"), TDM_STR("p-1"), &at));
    put_bytes(mem, folder, "sealed", old_sealed); /* a backup without the keys */
    REQUIRE(tdm_identity_get(mem, folder, TDM_STR("p-1"), &got, &found, &problem));
    CHECK(!found);
    REQUIRE(tdm_identity_get(mem, folder, TDM_STR("p-2"), &got, &found, &problem) && found);
    put_bytes(mem, folder, "keys", old_keys); /* one that holds the key undoes it: docs say so */
    REQUIRE(tdm_identity_get(mem, folder, TDM_STR("p-1"), &got, &found, &problem) && found);
    CHECK_STR(got.name, "Example A");
    REQUIRE(tdm_identity_erase(mem, folder, TDM_STR("p-9"), &found, &problem));
    CHECK(!found);
    cleared(mem);
}

TEST("an erasure that was cut short after the key was overwritten is finished when asked again [G9]") {
    tdm_str folder = fresh(mem);
    struct tdm_identity got;
    struct tdm_problem problem = {0};
    bool found = false;
    keep(mem, folder, "p-1", "Example A");
    size_t at = 0;
    REQUIRE(tdm_str_find(bytes_of(mem, folder, "keys"), TDM_STR("p-1 "), &at));
    tdm_str keys = tdm_identity_file(mem, folder, "keys");
    REQUIRE(tdm_file_overwrite(mem, keys, at + 4, bytes_of(mem, folder, "keys").len - at - 5, &problem));
    REQUIRE(tdm_identity_get(mem, folder, TDM_STR("p-1"), &got, &found, &problem));
    CHECK(!found);
    struct tdm_identity_ids ids;
    REQUIRE(tdm_identity_list(mem, folder, &ids, &problem));
    CHECK_INT(ids.count, 0);
    REQUIRE(tdm_identity_erase(mem, folder, TDM_STR("p-1"), &found, &problem) && found);
    CHECK_STR(bytes_of(mem, folder, "sealed"), "tandem-people 1\n");
    CHECK_STR(bytes_of(mem, folder, "keys"), "tandem-people-keys 1\n");
    cleared(mem);
}

TEST("a record under another word, a changed byte, a missing secret: told, and nothing is opened [G9]") {
    tdm_str folder = fresh(mem);
    struct tdm_identity got;
    struct tdm_problem problem = {0};
    bool found = false;
    keep(mem, folder, "p-1", "Example A");
    keep(mem, folder, "p-2", "Example B");
    tdm_str text = tdm_arena_str(mem, bytes_of(mem, folder, "sealed")), whole = tdm_arena_str(mem, text);
    size_t one = 0, two = 0;
    REQUIRE(tdm_str_find(text, TDM_STR("p-1 "), &one) && tdm_str_find(text, TDM_STR("p-2 "), &two));
    ((char *)(uintptr_t)text.at)[two + 60] ^= 1; /* still a hex digit, or told as such */
    put_bytes(mem, folder, "sealed", text);
    CHECK(!tdm_identity_get(mem, folder, TDM_STR("p-2"), &got, &found, &problem));
    CHECK_STR(tdm_str_of(problem.code), "W075");
    CHECK_STR(tdm_str_of(problem.what), "what is kept of `p-2` does not open with the key that is here");
    text = tdm_arena_str(mem, whole);
    ((char *)(uintptr_t)text.at)[one + 2] = '2'; /* swapped */
    ((char *)(uintptr_t)text.at)[two + 2] = '9';
    put_bytes(mem, folder, "sealed", text);
    CHECK(!tdm_identity_get(mem, folder, TDM_STR("p-2"), &got, &found, &problem));
    CHECK_STR(tdm_str_of(problem.code), "W075");
    put_bytes(mem, folder, "sealed", whole);
    REQUIRE(unlink(path_of(mem, folder, "key")) == 0);
    CHECK(!tdm_identity_get(mem, folder, TDM_STR("p-2"), &got, &found, &problem));
    CHECK_STR(tdm_str_of(problem.code), "W074");
    struct tdm_identity more = example("Example C");
    CHECK(!tdm_identity_put(mem, folder, TDM_STR("p-5"), &more, &problem)); /* no new secret over old keys */
    CHECK_STR(tdm_str_of(problem.code), "W074");
    CHECK_STR(bytes_of(mem, folder, "sealed"), whole.at);
    cleared(mem);
}

TEST("files that are not in their form are told with the line, whatever was cut or put in [G9]") {
    static const char *const rows[] = {"",
                                       "tandem-people 2\n",
                                       "tandem-people 1\np-1",
                                       "tandem-people 1\np-1 00",
                                       "tandem-people 1\np-1\n",
                                       "tandem-people 1\nP 00\n",
                                       "tandem-people 1\np-2 00\np-1 00\n",
                                       "tandem-people 1\np-1 00\np-1 00\n"};
    static const uint32_t lines[] = {1, 1, 2, 2, 2, 2, 3, 3};
    tdm_str folder = fresh(mem);
    struct tdm_identity got, more = example("Example C");
    bool found;
    for (size_t i = 0; i < TDM_COUNT(rows); i++) {
        struct tdm_problem problem = {0};
        put_bytes(mem, folder, "sealed", tdm_str_of(rows[i]));
        CHECK(!tdm_identity_get(mem, folder, TDM_STR("p-1"), &got, &found, &problem));
        CHECK_STR(tdm_str_of(problem.code), "W073");
        CHECK_STR(tdm_str_of(problem.what), "the file of persons is not as it was written");
        CHECK_INT(problem.place.line, lines[i]);
        CHECK(!tdm_identity_put(mem, folder, TDM_STR("p-3"), &more, &problem));
        CHECK(!tdm_identity_erase(mem, folder, TDM_STR("p-1"), &found, &problem));
        CHECK_STR(bytes_of(mem, folder, "sealed"), rows[i]);
    }
    cleared(mem);
}

TEST("what cannot be kept of a person is refused by name, and no file is made [G9]") {
    char long_name[300];
    tdm_str folder = fresh(mem);
    memset(long_name, 'a', sizeof long_name - 1);
    long_name[sizeof long_name - 1] = '\0';
    const struct {
        const char *id, *name, *what;
    } rows[] = {
        {"", "Example A", "the word for a person is none of small letters, digits and `-`"},
        {"P-1", "Example A", "the word for a person is none of small letters, digits and `-`"},
        {"p-", "Example A", "the word for a person is none of small letters, digits and `-`"},
        {"p 1", "Example A", "the word for a person is none of small letters, digits and `-`"},
        {"p-1", "", "the person has no name, or more than a line of it"},
        {"p-1", "a\nb", "the person has no name, or more than a line of it"},
        {"p-1", long_name, "the person has no name, or more than a line of it"},
    };
    for (size_t i = 0; i < TDM_COUNT(rows); i++) {
        struct tdm_problem problem = {0};
        struct tdm_identity identity = example(rows[i].name);
        CHECK(!tdm_identity_put(mem, folder, tdm_str_of(rows[i].id), &identity, &problem));
        CHECK_STR(tdm_str_of(problem.what), rows[i].what);
        CHECK(!tdm_path_is_file(tdm_identity_file(mem, folder, "key")));
    }
    struct tdm_problem problem = {0};
    struct tdm_identity identity = example("Example A");
    static const tdm_str broken[] = {{"a\nname b", 8}};
    identity.contacts = broken;
    identity.contact_count = 1;
    CHECK(!tdm_identity_put(mem, folder, TDM_STR("p-1"), &identity, &problem));
    CHECK_STR(tdm_str_of(problem.what), "a contact is empty, or more than a line");
    identity = example("Example A");
    identity.identifiers = broken;
    CHECK(!tdm_identity_put(mem, folder, TDM_STR("p-1"), &identity, &problem));
    CHECK_STR(tdm_str_of(problem.what), "an identifier is empty, or more than a line");
    cleared(mem);
}

TEST("a copy of the sealed records holds no key, and opens nothing by itself [G9 F119]") {
    tdm_str folder = fresh(mem), other = scratch_path(mem, "copy");
    struct tdm_identity got;
    struct tdm_problem problem = {0};
    bool found = true;
    REQUIRE(tdm_folder_make(mem, other, &problem));
    CHECK(tdm_identity_copy(mem, folder, other, &problem)); /* nobody is kept */
    CHECK(!tdm_path_is_file(tdm_identity_file(mem, other, "sealed")));
    keep(mem, folder, "p-1", "Example A");
    for (int twice = 0; twice < 2; twice++) CHECK(tdm_identity_copy(mem, folder, other, &problem));
    CHECK_STR(bytes_of(mem, other, "sealed"), bytes_of(mem, folder, "sealed").at);
    CHECK(!tdm_path_is_file(tdm_identity_file(mem, other, "keys")));
    REQUIRE(tdm_identity_get(mem, other, TDM_STR("p-1"), &got, &found, &problem));
    CHECK(!found);
    (void)unlink(path_of(mem, other, "sealed"));
    (void)rmdir(other.at);
    cleared(mem);
}

TEST("a cover opens what was sealed for that person and nothing else, and forgets with the key [G9 F118]") {
    tdm_str folder = fresh(mem), plain, one, other;
    struct tdm_identity_cover *mine = NULL, *theirs = NULL, *gone = NULL;
    struct tdm_problem problem = {0};
    bool found = true;
    keep(mem, folder, "p-1", "Example A");
    keep(mem, folder, "p-2", "Example B");
    REQUIRE(tdm_identity_cover_open(mem, folder, TDM_STR("p-3"), &gone, &found, &problem));
    CHECK(!found && gone == NULL);
    REQUIRE(tdm_identity_cover_open(mem, folder, TDM_STR("p-1"), &mine, &found, &problem) && found);
    REQUIRE(tdm_identity_cover_open(mem, folder, TDM_STR("p-2"), &theirs, &found, &problem) && found);
    one = tdm_identity_cover_seal(mem, mine, TDM_STR("a text"));
    other = tdm_identity_cover_seal(mem, mine, TDM_STR("a text"));
    CHECK(!tdm_str_equal(one, other));
    REQUIRE(tdm_identity_cover_unseal(mem, mine, one, &plain));
    CHECK_STR(plain, "a text");
    CHECK(!tdm_identity_cover_unseal(mem, theirs, one, &plain));
    for (size_t i = 0; i < one.len; i++) {
        char turned[400];
        TDM_ASSERT(one.len < sizeof turned);
        memcpy(turned, one.at, one.len);
        turned[i] = turned[i] == '0' ? '1' : '0';
        CHECK(!tdm_identity_cover_unseal(mem, mine, (tdm_str){turned, one.len}, &plain));
    }
    CHECK(tdm_str_equal(tdm_identity_cover_mark(mem, mine, TDM_STR("x")),
                        tdm_identity_cover_mark(mem, mine, TDM_STR("x"))));
    CHECK(!tdm_str_equal(tdm_identity_cover_mark(mem, mine, TDM_STR("x")),
                         tdm_identity_cover_mark(mem, theirs, TDM_STR("x"))));
    CHECK_INT(tdm_identity_cover_mark(mem, mine, TDM_STR("")).len, 32);
    REQUIRE(tdm_identity_erase(mem, folder, TDM_STR("p-1"), &found, &problem) && found);
    REQUIRE(tdm_identity_cover_open(mem, folder, TDM_STR("p-1"), &gone, &found, &problem));
    CHECK(!found && gone == NULL);
    tdm_identity_cover_close(mine);
    tdm_identity_cover_close(theirs);
    cleared(mem);
}
