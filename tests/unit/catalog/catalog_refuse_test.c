/* catalog_refuse_test.c - what a catalogue is refused for: each code with its exact words and its place. */
#include "catalog_ground.h"

struct refusal {
    const char *text, *code;
    uint32_t line, column; /* line of the text; the ground stands above it */
    const char *what, *fix;
};

static struct tdm_problems problems; /* large: not on the stack */

static void refused(struct tdm_arena *mem, const struct refusal *wanted) {
    const struct tdm_catalog *catalog = catalog_read(mem, wanted->text, &problems);
    CHECK(catalog == NULL);
    CHECK_INT(problems.count, 1);
    const struct tdm_problem *got = &problems.items[0];
    CHECK_STR(tdm_str_of(got->code), wanted->code);
    CHECK_STR(got->place.file, "test.tandem");
    CHECK_INT(got->place.line, wanted->line + catalog_ground_lines());
    CHECK_INT(got->place.column, wanted->column);
    CHECK_STR(tdm_str_of(got->what), wanted->what);
    CHECK_STR(tdm_str_of(got->fix), wanted->fix);
}

TEST("a kind that does not exist names the nearest") {
    refused(mem, &(struct refusal){"exercize squat \"squat\"\n", "C001", 1, 1,
                                   "\"exercize\" is not a kind of catalogue block", "write \"exercise\""});
}

TEST("a block must begin with its kind") {
    refused(mem,
            &(struct refusal){"\"squat\"\n", "C001", 1, 1, "a block of the catalogue begins with the word for its kind",
                              "write a kind such as measure, exercise, substance, procedure or finding"});
}

TEST("a block without a name is refused") {
    refused(mem, &(struct refusal){"measure \"pain\"\n", "C002", 1, 9, "this measure has no name",
                                   "the form is: measure NAME \"LABEL\""});
}

TEST("a clause that wants a name says of what kind") {
    refused(mem,
            &(struct refusal){"substance x \"x\"\n"
                              "  class \"nsaid\"\n",
                              "C002", 2, 9, "the name of a class is missing", "write the name of a declared class"});
}

TEST("a name declared twice names the first place") {
    refused(mem, &(struct refusal){"role patient \"again\"\n", "C003", 1, 1, "the role \"patient\" is declared twice",
                                   "rename it or leave it out: the first stands in test.tandem, line 3"});
}

TEST("a word of the notation cannot be a name") {
    refused(mem, &(struct refusal){"finding open \"open\"\n", "C004", 1, 9,
                                   "\"open\" is a word of the notation and cannot be a name",
                                   "choose another name, such as \"open-1\""});
}

TEST("an unknown clause shows the form of the nearest") {
    refused(mem, &(struct refusal){"region elbow \"elbow\", sidde\n", "C005", 1, 23,
                                   "\"sidde\" is not a clause of a region", "the form is: sided"});
}

TEST("a kind without clauses says so") {
    refused(mem,
            &(struct refusal){"role nurse \"nurse\", sided\n", "C005", 1, 21, "\"sided\" is not a clause of a role",
                              "a role has no clauses; the form is: role NAME \"LABEL\""});
}

TEST("nothing stands below a clause without a block") {
    refused(mem, &(struct refusal){"class opioid \"o\"\n"
                                   "  within nsaid\n"
                                   "    vital\n",
                                   "C005", 3, 5, "nothing can stand below \"within\"",
                                   "move the line two spaces to the left, or leave it out"});
}

TEST("a clause said twice is refused") {
    refused(mem, &(struct refusal){"condition oa \"oa\", at knee\n"
                                   "  at hip\n",
                                   "C006", 2, 3, "\"at\" says again, or otherwise, what another clause of \"oa\" says",
                                   "leave one of the two out"});
}

TEST("two clauses that exclude each other are refused") {
    refused(mem, &(struct refusal){"route ear \"in the ear\", local, systemic\n", "C006", 1, 32,
                                   "\"systemic\" says again, or otherwise, what another clause of \"ear\" says",
                                   "leave one of the two out"});
}

TEST("a measure without observers is refused [M38]") {
    refused(mem, &(struct refusal){"measure pain \"p\"\n"
                                   "  number 0 to 10 points\n"
                                   "  lower is better\n"
                                   "  of one day take worst\n",
                                   "C007", 1, 1, "the measure \"pain\" lacks its clause \"by\"",
                                   "add the line: by ROLE [, ROLE]"});
}

TEST("a measure without limits or scale shows both forms") {
    refused(mem, &(struct refusal){"measure pain \"p\"\n"
                                   "  lower is better\n"
                                   "  of one day take worst\n"
                                   "  by patient\n",
                                   "C007", 1, 1, "the measure \"pain\" lacks its clause \"number\"",
                                   "add the line: number LEAST to MOST UNIT | scale SCALE"});
}

TEST("a measure without a day rule is refused [M29]") {
    refused(mem,
            &(struct refusal){"measure pain \"p\"\n"
                              "  number 0 to 10 points\n"
                              "  lower is better\n"
                              "  by patient\n",
                              "C007", 1, 1, "the measure \"pain\" lacks its clause \"of\"",
                              "add the line: of one day take worst | of one day take mean | of one day take last"});
}

TEST("a product without ingredients is refused [M61]") {
    refused(mem, &(struct refusal){"product flu-tablets \"flu tablets\"\n"
                                   "  route mouth\n",
                                   "C007", 1, 1, "the product \"flu-tablets\" lacks its clause \"ingredients\"",
                                   "add the line: ingredients SUBSTANCE [, SUBSTANCE]"});
}

TEST("an exercise without words for the patient is refused") {
    refused(mem, &(struct refusal){"exercise squat \"squat\"\n"
                                   "  loads knee\n"
                                   "  dose sets\n"
                                   "  class low\n",
                                   "C007", 1, 1, "the exercise \"squat\" lacks its clause \"do\"",
                                   "add the line: do \"TEXT\""});
}

TEST("a table without rows is refused [N7]") {
    refused(mem, &(struct refusal){"exercise squat \"e\"\n"
                                   "  do \"Do it.\"\n"
                                   "  loads knee\n"
                                   "  dose sets, load in kg\n"
                                   "  class by load\n",
                                   "C007", 5, 3, "this table of load classes has no rows",
                                   "add rows below it: 0 to below 3 gives low"});
}

TEST("an unknown role names the nearest") {
    refused(mem, &(struct refusal){"measure pain \"p\"\n"
                                   "  number 0 to 10 points\n"
                                   "  lower is better\n"
                                   "  of one day take worst\n"
                                   "  by patiend\n",
                                   "C008", 5, 6, "no role is named \"patiend\"",
                                   "write \"patient\", or declare it: role patiend"});
}

TEST("an unknown attribute is refused [M68]") {
    refused(mem, &(struct refusal){"activity running \"running\", load high, at knee\n"
                                   "  attribute impact\n",
                                   "C008", 2, 13, "no attribute is named \"impact\"", "declare it: attribute impact"});
}

TEST("a clause that stops too early shows its form") {
    refused(mem,
            &(struct refusal){"measure pain \"p\"\n"
                              "  number 0 to\n"
                              "  lower is better\n"
                              "  of one day take worst\n"
                              "  by patient\n",
                              "C009", 2, 14, "the clause stops too early", "the form is: number LEAST to MOST UNIT"});
}

TEST("words left over are refused") {
    refused(mem, &(struct refusal){"variable power \"power\", on function alone\n", "C009", 1, 37,
                                   "\"alone\" is not expected here", "the form is: on tissue | on function"});
}

TEST("limits need both ends") {
    refused(mem, &(struct refusal){"measure pain \"p\"\n"
                                   "  number at most 10 points\n"
                                   "  lower is better\n"
                                   "  of one day take worst\n"
                                   "  by patient\n",
                                   "C009", 2, 18, "limits need both ends", "the form is: number LEAST to MOST UNIT"});
}

TEST("a row needs its class") {
    refused(mem, &(struct refusal){"exercise squat \"e\"\n"
                                   "  do \"Do it.\"\n"
                                   "  loads knee\n"
                                   "  dose sets, load in kg\n"
                                   "  class by load\n"
                                   "    0 kg to below 5 kg low\n"
                                   "    at least 5 kg gives high\n",
                                   "C009", 6, 24, "\"low\" is not expected here",
                                   "the form is: RANGE gives CLASS, such as: 0 to below 3 gives low"});
}

TEST("an unknown unit is refused [M39]") {
    refused(mem, &(struct refusal){"measure force \"f\"\n"
                                   "  number 0 to 10 Nm\n"
                                   "  higher is better\n"
                                   "  of one day take last\n"
                                   "  by patient\n",
                                   "C010", 2, 18, "the unit \"Nm\" is not known", "write \"N.m\""});
}

TEST("an unknown unit of a dose field is refused") {
    refused(mem, &(struct refusal){"exercise squat \"e\"\n"
                                   "  do \"Do it.\"\n"
                                   "  loads knee\n"
                                   "  dose sets, load in kilo\n"
                                   "  class low\n",
                                   "C010", 4, 22, "the unit \"kilo\" is not known",
                                   "write a unit such as kg, deg, N.m, s, cm or points"});
}

TEST("an unknown load class names the nearest") {
    refused(mem, &(struct refusal){"activity running \"running\", load hihg, at knee\n", "C011", 1, 34,
                                   "no load class is named \"hihg\"", "write \"high\""});
}

TEST("a load class far from all names the ends of the ladder") {
    refused(mem, &(struct refusal){"activity running \"running\", load extreme, at knee\n", "C011", 1, 34,
                                   "no load class is named \"extreme\"",
                                   "write a step of the scale load, from \"rest\" to \"high\""});
}

TEST("limits the wrong way round are refused") {
    refused(mem, &(struct refusal){"measure pain \"p\"\n"
                                   "  number 10 to 0 points\n"
                                   "  lower is better\n"
                                   "  of one day take worst\n"
                                   "  by patient\n",
                                   "C012", 2, 10, "nothing lies between \"10\" and \"0\"",
                                   "write the lower number first: 0 to 10"});
}

TEST("usual limits beyond the possible ones are refused") {
    refused(mem, &(struct refusal){"measure pain \"p\"\n"
                                   "  number 0 to 10 points\n"
                                   "  usual 0 to 12 points\n"
                                   "  lower is better\n"
                                   "  of one day take worst\n"
                                   "  by patient\n",
                                   "C013", 3, 9, "the usual limits of \"pain\" reach beyond its possible ones",
                                   "stay within 0 to 10 points"});
}

TEST("limits in another quantity are refused: force is no torque [M39]") {
    refused(mem, &(struct refusal){"measure torque \"t\"\n"
                                   "  number 0 to 400 N.m\n"
                                   "  usual 0 to 300 N\n"
                                   "  higher is better\n"
                                   "  of one day take last\n"
                                   "  by patient\n",
                                   "C014", 3, 18, "\"N\" is another quantity than N.m", "write it in N.m"});
}

TEST("a row without the unit of its field is refused") {
    refused(mem, &(struct refusal){"exercise squat \"e\"\n"
                                   "  do \"Do it.\"\n"
                                   "  loads knee\n"
                                   "  dose sets, load in kg\n"
                                   "  class by load\n"
                                   "    0 to below 5 gives low\n"
                                   "    at least 5 gives high\n",
                                   "C014", 6, 5, "\"0\" needs its unit", "write 0 kg"});
}

TEST("a row in numbers where percentages are asked is refused") {
    refused(mem, &(struct refusal){"exercise squat \"e\"\n"
                                   "  do \"Do it.\"\n"
                                   "  loads knee\n"
                                   "  dose sets, load in kg\n"
                                   "  class by load of 1RM\n"
                                   "    0 to below 30 gives low\n"
                                   "    at least 30% gives high\n",
                                   "C014", 6, 5, "\"0\" needs its unit", "write 0%"});
}

TEST("usual limits without possible ones are refused") {
    refused(mem, &(struct refusal){"measure effusion \"e\"\n"
                                   "  scale swelling\n"
                                   "  usual 0 to 1\n"
                                   "  lower is better\n"
                                   "  of one day take worst\n"
                                   "  by patient\n",
                                   "C015", 3, 9, "usual limits stand before the limits of the number, or on a scale",
                                   "write `number LEAST to MOST UNIT` above this line; a scale has no usual limits"});
}

TEST("whole numbers do not go with a scale") {
    refused(mem, &(struct refusal){"measure effusion \"e\"\n"
                                   "  scale swelling\n"
                                   "  whole\n"
                                   "  lower is better\n"
                                   "  of one day take worst\n"
                                   "  by patient\n",
                                   "C015", 1, 1, "\"effusion\" is read on a scale, which has no numbers to be whole",
                                   "leave out `whole`"});
}

TEST("steps have no mean") {
    refused(mem, &(struct refusal){"measure effusion \"e\"\n"
                                   "  scale swelling\n"
                                   "  lower is better\n"
                                   "  of one day take mean\n"
                                   "  by patient\n",
                                   "C016", 1, 1, "the steps of a scale have no mean", "write: of one day take worst"});
}

TEST("without a direction no reading is the worst") {
    refused(mem, &(struct refusal){"measure mass \"mass\"\n"
                                   "  number 20 to 300 kg\n"
                                   "  no direction\n"
                                   "  of one day take worst\n"
                                   "  by patient\n",
                                   "C016", 1, 1, "\"mass\" has no direction, so that no reading of a day is the worst",
                                   "write `of one day take last`, or say which is better: lower is better"});
}

TEST("a scale of one step is refused") {
    refused(mem, &(struct refusal){"scale stiff \"stiffness\"\n"
                                   "  step yes \"yes\"\n",
                                   "C017", 1, 1, "the scale \"stiff\" has one step, which orders nothing",
                                   "add its other steps, the lowest first: step NAME \"LABEL\""});
}

TEST("a step twice is refused") {
    refused(mem, &(struct refusal){"scale stiff \"stiffness\"\n"
                                   "  step some \"some\"\n"
                                   "  step some \"again\"\n",
                                   "C018", 3, 8, "the step \"some\" stands twice on this scale",
                                   "leave one of them out, or rename it"});
}

TEST("a class within itself is refused") {
    refused(mem, &(struct refusal){"class a \"a\"\n"
                                   "  within b\n"
                                   "class b \"b\"\n"
                                   "  within a\n",
                                   "C022", 1, 1, "the class \"a\" lies within itself, by way of its `within` clauses",
                                   "leave out one of the `within` lines of the circle"});
}

TEST("an exercise that claims to move tissue is refused [S36]") {
    refused(mem, &(struct refusal){
                     "exercise squat \"e\"\n"
                     "  do \"Do it.\"\n"
                     "  loads knee\n"
                     "  moves strength, cartilage-matrix\n"
                     "  dose sets\n"
                     "  class low\n",
                     "C023", 1, 1,
                     "the exercise \"squat\" says that it moves \"cartilage-matrix\", which lies on the tissue axis",
                     "leave \"cartilage-matrix\" out: an exercise moves function, a procedure moves tissue"});
}

TEST("a procedure that claims to move function is refused [S36]") {
    refused(mem, &(struct refusal){
                     "procedure concentrate \"concentrate\"\n"
                     "  from \"bone marrow\", autologous\n"
                     "  moves strength\n",
                     "C024", 1, 1,
                     "the procedure \"concentrate\" says that it moves \"strength\", which lies on the function axis",
                     "leave \"strength\" out: a procedure moves tissue, exercises move function"});
}

TEST("a fixed class beside a table is refused") {
    refused(mem, &(struct refusal){"exercise squat \"e\"\n"
                                   "  do \"Do it.\"\n"
                                   "  loads knee\n"
                                   "  dose sets, load in kg\n"
                                   "  class low\n"
                                   "  class by load\n"
                                   "    at least 0 kg gives low\n",
                                   "C025", 6, 9, "\"squat\" has a fixed load class and another one beside it",
                                   "write one class, or tables only: class by FIELD"});
}

TEST("a table on a field that the dose does not have is refused") {
    refused(mem, &(struct refusal){"exercise squat \"e\"\n"
                                   "  do \"Do it.\"\n"
                                   "  loads knee\n"
                                   "  dose sets, load in kg\n"
                                   "  class by laod\n"
                                   "    at least 0 kg gives low\n",
                                   "C026", 5, 12, "\"laod\" is no field of the dose of \"squat\"", "write \"load\""});
}

TEST("a condition on a field that the dose does not have is refused") {
    refused(mem, &(struct refusal){"exercise squat \"e\"\n"
                                   "  do \"Do it.\"\n"
                                   "  loads knee\n"
                                   "  dose sets\n"
                                   "  attribute deep-flexion when angle above 90 deg\n"
                                   "  class low\n",
                                   "C026", 5, 31, "\"angle\" is no field of the dose of \"squat\"",
                                   "add it above this line: dose ..., angle in UNIT"});
}

TEST("a gap at the start is told with a value in it [N7]") {
    refused(mem, &(struct refusal){"exercise squat \"e\"\n"
                                   "  do \"Do it.\"\n"
                                   "  loads knee\n"
                                   "  dose sets, load in kg\n"
                                   "  class by load\n"
                                   "    5 to below 10 kg gives low\n"
                                   "    at least 10 kg gives high\n",
                                   "C027", 5, 3, "no row gives a class for 0 kg",
                                   "add a row, or widen one, so that 0 kg lies in it"});
}

TEST("a gap of one point is told [N7]") {
    refused(mem, &(struct refusal){"exercise squat \"e\"\n"
                                   "  do \"Do it.\"\n"
                                   "  loads knee\n"
                                   "  dose sets, effort in rpe\n"
                                   "  class by effort\n"
                                   "    0 to below 3 gives low\n"
                                   "    above 3 to 10 gives high\n",
                                   "C027", 5, 3, "no row gives a class for 3",
                                   "add a row, or widen one, so that 3 lies in it"});
}

TEST("a gap between whole numbers is one for decimals [N7 M110]") {
    refused(mem, &(struct refusal){"exercise squat \"e\"\n"
                                   "  do \"Do it.\"\n"
                                   "  loads knee\n"
                                   "  dose sets, effort in rpe\n"
                                   "  class by effort\n"
                                   "    0 to 3 gives low\n"
                                   "    4 to 10 gives high\n",
                                   "C027", 5, 3, "no row gives a class for 3.5",
                                   "add a row, or widen one, so that 3.5 lies in it"});
}

TEST("a gap at the end is told [N7]") {
    refused(mem, &(struct refusal){"exercise squat \"e\"\n"
                                   "  do \"Do it.\"\n"
                                   "  loads knee\n"
                                   "  dose sets, load in kg\n"
                                   "  class by load of body mass\n"
                                   "    0% to below 20% gives low\n"
                                   "    20% to 50% gives high\n",
                                   "C027", 5, 3, "no row gives a class for 51%",
                                   "add a row, or widen one, so that 51% lies in it"});
}

TEST("a gap below the top of a rated effort is told [N7]") {
    refused(mem, &(struct refusal){"exercise squat \"e\"\n"
                                   "  do \"Do it.\"\n"
                                   "  loads knee\n"
                                   "  dose sets, effort in rpe\n"
                                   "  class by effort\n"
                                   "    0 to below 10 gives low\n",
                                   "C027", 5, 3, "no row gives a class for 10",
                                   "add a row, or widen one, so that 10 lies in it"});
}

TEST("rows that share a value are refused [N7]") {
    refused(mem, &(struct refusal){"exercise squat \"e\"\n"
                                   "  do \"Do it.\"\n"
                                   "  loads knee\n"
                                   "  dose sets, effort in rpe\n"
                                   "  class by effort\n"
                                   "    0 to 3 gives low\n"
                                   "    3 to 10 gives high\n",
                                   "C028", 7, 5, "two rows give a class for 3: this one and line 41",
                                   "let one row end where the next begins: A to below B, then B to below C"});
}

TEST("a row inside another is refused [N7]") {
    refused(mem, &(struct refusal){"exercise squat \"e\"\n"
                                   "  do \"Do it.\"\n"
                                   "  loads knee\n"
                                   "  dose sets, load in kg\n"
                                   "  class by load\n"
                                   "    above 2 to 4 kg gives high\n"
                                   "    at least 0 kg gives low\n",
                                   "C028", 6, 5, "two rows give a class for 3 kg: this one and line 42",
                                   "let one row end where the next begins: A to below B, then B to below C"});
}

TEST("a table on a field of words is refused") {
    refused(mem, &(struct refusal){"exercise raise \"e\"\n"
                                   "  do \"Do it.\"\n"
                                   "  loads knee\n"
                                   "  dose sets, surface floor or step\n"
                                   "  class by surface\n"
                                   "    floor gives low\n",
                                   "C029", 5, 3, "\"surface\" is a field of words, which no range can hold",
                                   "write the class by a field that is a number"});
}

TEST("a condition on a word that the field does not have is refused") {
    refused(mem, &(struct refusal){"exercise raise \"e\"\n"
                                   "  do \"Do it.\"\n"
                                   "  loads knee\n"
                                   "  dose sets, surface floor or step\n"
                                   "  attribute end-range when surface is stairs\n"
                                   "  class low\n",
                                   "C030", 5, 39, "\"surface\" is a field of words, and this is none of them",
                                   "write: when surface is floor"});
}

TEST("exercises that are each harder than the other are refused") {
    refused(mem,
            &(struct refusal){"exercise a \"e\"\n"
                              "  do \"Do it.\"\n"
                              "  loads knee\n"
                              "  dose sets\n"
                              "  class low\n"
                              "  harder b\n"
                              "exercise b \"e\"\n"
                              "  do \"Do it.\"\n"
                              "  loads knee\n"
                              "  dose sets\n"
                              "  class low\n"
                              "  harder a\n",
                              "C031", 1, 1, "the exercise \"a\" is harder than itself, by way of its `harder` clauses",
                              "leave out one of the `harder` lines of the circle"});
}

TEST("one exercise cannot be easier and harder") {
    refused(mem,
            &(struct refusal){"exercise a \"e\"\n"
                              "  do \"Do it.\"\n"
                              "  loads knee\n"
                              "  dose sets\n"
                              "  class low\n"
                              "  easier b\n"
                              "  harder b\n"
                              "exercise b \"e\"\n"
                              "  do \"Do it.\"\n"
                              "  loads knee\n"
                              "  dose sets\n"
                              "  class low\n",
                              "C032", 1, 1, "the exercise \"a\" has the same exercise as its easier and its harder one",
                              "leave out the `easier` or the `harder` line"});
}

TEST("a word said for two medicines is refused [M61]") {
    refused(mem, &(struct refusal){"substance naproxen \"naproxen\"\n"
                                   "  class nsaid\n"
                                   "  also \"ISOBUTYL phenyl-propionic acid\"\n",
                                   "C033", 1, 1,
                                   "\"isobutylphenylpropionicacid\" is said for two medicines: the substance "
                                   "\"ibuprofen\" and the substance \"naproxen\"",
                                   "leave it with one of them: a word must lead to one answer"});
}

TEST("a source that nobody declares is refused [N20]") {
    refused(mem, &(struct refusal){"flag fever \"fever\"  [mckay-2019]\n", "C034", 1, 22,
                                   "no source is named \"mckay-2019\"",
                                   "declare it: source mckay-2019, with cite and strength; or write [own]"});
}

TEST("a source misspelt names the nearest [N20]") {
    refused(mem, &(struct refusal){"source mckay-2019\n"
                                   "  cite \"McKay 2019\"\n"
                                   "  strength cohort, direct\n"
                                   "flag fever \"fever\"  [mckay-2091 \"Table 1\"]\n",
                                   "C034", 4, 22, "no source is named \"mckay-2091\"", "write [mckay-2019]"});
}

TEST("a row that no value can meet is refused") {
    refused(mem, &(struct refusal){"exercise squat \"e\"\n"
                                   "  do \"Do it.\"\n"
                                   "  loads knee\n"
                                   "  dose sets, effort in rpe\n"
                                   "  class by effort\n"
                                   "    0 to 10 gives low\n"
                                   "    11 to 12 gives high\n",
                                   "C036", 7, 5, "no \"effort\" lies in this row",
                                   "leave the row out, or write a range from 0 up, to 10 at most"});
}

TEST("a row of whole numbers without one is refused") {
    refused(mem, &(struct refusal){"exercise squat \"e\"\n"
                                   "  do \"Do it.\"\n"
                                   "  loads knee\n"
                                   "  dose sets, reps\n"
                                   "  class by reps\n"
                                   "    0 to 3 gives low\n"
                                   "    3.2 to 3.8 gives moderate\n"
                                   "    at least 4 gives high\n",
                                   "C036", 7, 5, "no \"reps\" lies in this row",
                                   "leave the row out, or write a range from 0 up"});
}

TEST("a name listed twice is refused") {
    refused(mem, &(struct refusal){"substance x \"x\"\n"
                                   "  class nsaid, nsaid\n",
                                   "C038", 2, 16, "\"nsaid\" is listed twice", "leave one of them out"});
}

TEST("a dose field listed twice is refused") {
    refused(mem, &(struct refusal){"exercise squat \"e\"\n"
                                   "  do \"Do it.\"\n"
                                   "  loads knee\n"
                                   "  dose sets, reps, sets\n"
                                   "  class low\n",
                                   "C038", 4, 20, "\"sets\" is listed twice", "leave one of them out"});
}

TEST("a name declared twice is one mistake, not also one word for two medicines [M61]") {
    refused(mem, &(struct refusal){"substance ibuprofen \"ibuprofen\"\n"
                                   "  class nsaid\n",
                                   "C003", 1, 1, "the substance \"ibuprofen\" is declared twice",
                                   "rename it or leave it out: the first stands in test.tandem, line 31"});
}

TEST("a dose that cannot be read is one mistake: its fields are not also told as missing") {
    refused(mem, &(struct refusal){"exercise squat \"e\"\n"
                                   "  do \"Do it.\"\n"
                                   "  loads knee\n"
                                   "  dose sets, load in kilo, depth in deg\n"
                                   "  attribute deep-flexion when depth above 90 deg\n"
                                   "  class by load\n"
                                   "    at least 0 kg gives low\n",
                                   "C010", 4, 22, "the unit \"kilo\" is not known",
                                   "write a unit such as kg, deg, N.m, s, cm or points"});
}

TEST("after an exercise with a bad dose the next one's fields are looked at again") {
    CHECK(catalog_read(mem,
                       "exercise squat \"e\"\n"
                       "  do \"Do it.\"\n"
                       "  loads knee\n"
                       "  dose sets, load in kilo\n"
                       "  class low\n"
                       "exercise bow \"b\"\n"
                       "  do \"Do it.\"\n"
                       "  loads knee\n"
                       "  class by laod\n"
                       "    at least 0 kg gives low\n"
                       "  dose sets, load in kg\n",
                       &problems) == NULL);
    CHECK_INT(problems.count, 2);
    CHECK_STR(tdm_str_of(problems.items[1].code), "C026");
}

TEST("a flag and a finding of one name are refused") {
    refused(mem,
            &(struct refusal){"finding fever \"fever\"\n"
                              "flag fever \"fever\"\n",
                              "C039", 2, 1, "\"fever\" is a flag and a finding, so that `open fever` could mean either",
                              "rename one of them; the finding stands in test.tandem, line 36"});
}

/* ---- limits, and what a file must hold as a whole */

static const struct tdm_catalog *read_alone(struct tdm_arena *mem, tdm_str text) {
    const struct tdm_catalog *catalog = NULL;
    const struct tdm_tree *tree = catalog_tree(mem, "alone.tandem", text);
    tdm_problems_init(&problems);
    return tdm_catalog_read(mem, &tree, 1, &catalog, &problems) ? catalog : NULL;
}

TEST("a catalogue without the ladder of load classes is refused") {
    CHECK(read_alone(mem, TDM_STR("role patient \"patient\"\n")) == NULL);
    CHECK_INT(problems.count, 1);
    CHECK_STR(tdm_str_of(problems.items[0].code), "C019");
    CHECK_INT(problems.items[0].place.line, 0);
    CHECK_STR(tdm_str_of(problems.items[0].what), "the catalogue has no scale named load");
}

static tdm_str numbered(struct tdm_arena *mem, const char *before, const char *line, int count) {
    struct tdm_buf text;
    tdm_buf_init(&text, mem, 1u << 20);
    tdm_buf_text(&text, before);
    for (int i = 0; i < count; i++) tdm_buf_format(&text, "%s-%d\n", line, i);
    return tdm_buf_str(&text);
}

TEST("the ladder has 16 steps at most") {
    CHECK(read_alone(mem, numbered(mem, "scale load\n", "  step s", 16)) != NULL);
    CHECK(read_alone(mem, numbered(mem, "scale load\n", "  step s", 17)) == NULL);
    CHECK_STR(tdm_str_of(problems.items[0].code), "C020");
    CHECK_STR(tdm_str_of(problems.items[0].what), "the scale load has 17 steps");
}

TEST("any other scale has 64 steps at most") {
    const char *before = "scale load\n  step rest\n  step low\nscale long\n";
    CHECK(read_alone(mem, numbered(mem, before, "  step s", 64)) != NULL);
    CHECK(read_alone(mem, numbered(mem, before, "  step s", 65)) == NULL);
    CHECK_STR(tdm_str_of(problems.items[0].code), "C020");
    CHECK_INT(problems.items[0].place.line, 4 + 65);
}

TEST("there are 64 roles, regions, attributes, variables and classes at most") {
    const char *before = "scale load\n  step rest\n  step low\n";
    const char *const lines[] = {"role r", "region r", "attribute r", "class r"};
    for (size_t i = 0; i < TDM_COUNT(lines); i++) {
        CHECK(read_alone(mem, numbered(mem, before, lines[i], 64)) != NULL);
        CHECK(read_alone(mem, numbered(mem, before, lines[i], 65)) == NULL);
        CHECK_INT(problems.count, 1);
        CHECK_STR(tdm_str_of(problems.items[0].code), "C021");
        CHECK_INT(problems.items[0].place.line, 3 + 65);
        CHECK_STR(tdm_str_of(problems.items[0].fix), "leave out from \"r-64\" on, or join some");
    }
}

TEST("a dose has 16 fields at most") {
    struct tdm_buf text;
    tdm_buf_init(&text, mem, 1u << 16);
    tdm_buf_text(&text, "exercise squat\n  do \"Do it.\"\n  loads knee\n  class low\n  dose f-0");
    for (int i = 1; i <= 16; i++) tdm_buf_format(&text, ", f-%d", i);
    tdm_buf_text(&text, "\n");
    tdm_buf_char(&text, '\0');
    CHECK(catalog_read(mem, tdm_buf_str(&text).at, &problems) == NULL);
    CHECK_STR(tdm_str_of(problems.items[0].code), "C035");
    CHECK_STR(tdm_str_of(problems.items[0].what), "a dose has at most 16 fields");
}

TEST("a vital class without a source is told, and stands [M63]") {
    CHECK(catalog_read(mem, "class antiplatelet \"against clumping\", vital\n", &problems) != NULL);
    CHECK_INT(problems.count, 1);
    CHECK_INT(problems.errors, 0);
    CHECK_STR(tdm_str_of(problems.items[0].code), "C037");
    CHECK_STR(tdm_str_of(problems.items[0].what), "the vital class \"antiplatelet\" names no source");
    CHECK_STR(tdm_str_of(problems.items[0].fix), "add one at the end of the line: [SOURCE], or [own]");
}

TEST("every bad block is told, not the first alone") {
    CHECK(catalog_read(mem, "flag open \"x\"\nfinding a \"a\", at kne\nsubstance s \"s\"\n", &problems) == NULL);
    CHECK_INT(problems.count, 3);
}

TEST("steps of another quantity than the load, or of nothing, are refused [N10]") {
    const char *what = "the steps of \"squat\" are no steps of its load";
    const char *fix = "write steps above 0 in the unit of its `load` or `added`: steps of 2.5 kg";
#define SQUAT(dose, clause)                                                                                            \
    "exercise squat \"e\"\n  do \"Do it.\"\n  loads knee\n  dose " dose "\n  class low\n  " clause "\n"
    refused(mem, &(struct refusal){SQUAT("sets, load in kg", "steps of 2.5 cm"), "C040", 1, 1, what, fix});
    refused(mem, &(struct refusal){SQUAT("sets, load in kg", "steps of 0 kg"), "C040", 1, 1, what, fix});
    refused(mem, &(struct refusal){SQUAT("sets, reps", "steps of 1 kg"), "C040", 1, 1, what, fix});
    refused(mem, &(struct refusal){SQUAT("sets, load in kg", "steps of 2.5"), "C009", 6, 15,
                                   "the clause stops too early", "the form is: steps of NUMBER UNIT"});
}

TEST("a 1RM in another quantity than the load is refused, and so is one of no measure [N8]") {
#define MASS                                                                                                           \
    "measure own-max \"most\"\n  number 0 to 500 deg\n  higher is better\n  of one day take last\n  by patient\n"
    refused(mem, &(struct refusal){MASS SQUAT("sets, load in kg", "1RM is own-max"), "C041", 6, 1,
                                   "the 1RM of \"squat\" is measured in another quantity than its load",
                                   "name a measure in the unit of its `load`, or leave `1RM is` out"});
    refused(mem, &(struct refusal){SQUAT("sets, load in kg", "1RM is own-max"), "C008", 6, 10,
                                   "no measure is named \"own-max\"", "declare it: measure own-max"});
    refused(mem, &(struct refusal){SQUAT("sets, load in kg", "best own-max"), "C009", 6, 8,
                                   "\"own-max\" is not expected here", "the form is: best is MEASURE"});
}

TEST("an age that is no span is refused") {
    refused(mem, &(struct refusal){
                     "measure own-max \"most\"\n  number 0 to 500 kg\n  higher is better\n  of one day take last\n"
                     "  by patient\n  fresh 0 weeks\n",
                     "C009", 6, 16, "the clause stops too early",
                     "the form is: fresh NUMBER days | fresh NUMBER weeks | fresh NUMBER months"});
}
