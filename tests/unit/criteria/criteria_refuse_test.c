/* criteria_refuse_test.c - what a condition is refused for: each code with its exact words and its place. */
#include "criteria_ground.h"

struct refusal {
    const char *lines, *code;
    uint32_t line, column;
    const char *what, *fix;
};

static struct tdm_problems problems; /* large: not on the stack */

static void refused(struct tdm_arena *mem, const struct refusal *wanted) {
    const struct tdm_scope *scope = criteria_scope(mem);
    struct tdm_condition condition = {NULL, 7};
    if (scope == NULL) return;
    CHECK(!criteria_read(mem, scope, wanted->lines, &condition, &problems));
    CHECK_INT(condition.count, 7); /* untouched */
    CHECK_INT(problems.count, 1);
    const struct tdm_problem *got = &problems.items[0];
    CHECK_STR(tdm_str_of(got->code), wanted->code);
    CHECK_STR(got->place.file, "gate.tandem");
    CHECK_INT(got->place.line, wanted->line);
    CHECK_INT(got->place.column, wanted->column);
    CHECK_STR(tdm_str_of(got->what), wanted->what);
    CHECK_STR(tdm_str_of(got->fix), wanted->fix);
}

TEST("a criterion without statistic and window is refused, with the words to add [N3]") {
    refused(mem,
            &(struct refusal){
                "pain at most 2\n", "K001", 1, 1,
                "\"pain\" says not which readings count: statistic and window are missing, and there is no default",
                "add: , latest within 7 days; or: , mean of 7 days, at least 4 readings"});
}

TEST("a step criterion without a window is told what steps allow [N3]") {
    refused(mem,
            &(struct refusal){
                "effusion at most 1+\n", "K001", 1, 1,
                "\"effusion\" says not which readings count: statistic and window are missing, and there is no default",
                "add: , latest within 7 days; or: , worst of 7 days, at least 4 readings"});
}

TEST("a session measure without sessions is told to say how many [N3 M73]") {
    refused(
        mem,
        &(struct refusal){
            "pain-during above 5\n", "K001", 1, 1,
            "\"pain-during\" says not which readings count: statistic and window are missing, and there is no default",
            "add: , last 1 sessions; or: , worst of 7 days, at least 2 readings"});
}

TEST("a statistic without a window is refused [N3]") {
    refused(mem, &(struct refusal){"pain at most 2, mean\n", "K001", 1, 1,
                                   "\"mean\" names no window: over which days is not said",
                                   "write: mean of 7 days, at least 4 readings"});
}

TEST("latest without an age is refused unless the measure has one [N3]") {
    refused(mem, &(struct refusal){"score at least 50, latest\n", "K001", 1, 1,
                                   "\"latest\" names no window: over which days is not said",
                                   "write: latest within 7 days"});
}

TEST("every set done says over which sessions [M73]") {
    refused(mem, &(struct refusal){"every set done\n", "K001", 1, 1,
                                   "over which sessions is not said, and there is no default",
                                   "add: , last 1 sessions; or: , every within 7 days, at least 2 readings"});
}

TEST("a mean without a least number of readings is refused [M3]") {
    refused(mem,
            &(struct refusal){"pain at most 2, mean of 7 days\n", "K002", 1, 1,
                              "how many readings there must be is not said; without it one reading would pass for all",
                              "add the least number, such as: , at least 4 readings"});
}

TEST("so is a worst [M3]") {
    refused(mem,
            &(struct refusal){"pain at most 2, worst of 3 days\n", "K002", 1, 1,
                              "how many readings there must be is not said; without it one reading would pass for all",
                              "add the least number, such as: , at least 2 readings"});
}

TEST("so is every [M3]") {
    refused(mem,
            &(struct refusal){"pain at most 3, every within 7 days\n", "K002", 1, 1,
                              "how many readings there must be is not said; without it one reading would pass for all",
                              "add the least number, such as: , at least 5 readings"});
}

TEST("so is settled over days [M3]") {
    refused(mem,
            &(struct refusal){"settled by next morning, every within 7 days\n", "K002", 1, 1,
                              "how many readings there must be is not said; without it one reading would pass for all",
                              "add the least number, such as: , at least 5 readings"});
}

TEST("a number against a step is refused, not converted [N5]") {
    refused(mem, &(struct refusal){"effusion at most 1, latest within 7 days\n", "K003", 1, 18,
                                   "\"1\" is a number, and effusion is read on the steps of swelling",
                                   "write one of its steps: zero, trace, 1+, 2+"});
}

TEST("a step against a number is refused [N5]") {
    refused(mem, &(struct refusal){"pain at most 1+, latest within 7 days\n", "K004", 1, 14,
                                   "\"1+\" is no number, and pain is measured in numbers", "write a number of points"});
}

TEST("a step that is not of the scale names the nearest [N5]") {
    refused(mem, &(struct refusal){"effusion at most trase, latest within 7 days\n", "K005", 1, 18,
                                   "\"trase\" is no step of swelling", "write \"trace\""});
}

TEST("a step far from all lists them all [N5]") {
    refused(mem, &(struct refusal){"effusion at most KL2, latest within 7 days\n", "K005", 1, 18,
                                   "\"KL2\" is no step of swelling", "write one of its steps: zero, trace, 1+, 2+"});
}

TEST("force against torque is refused [M39]") {
    refused(mem, &(struct refusal){"quads at least 80 N, latest within 7 days\n", "K006", 1, 19,
                                   "\"N\" is another quantity than that of quads, which is in N.m",
                                   "write the number in N.m"});
}

TEST("a unit on a plain number is refused") {
    refused(mem, &(struct refusal){"therapy-weeks at least 6 kg, latest within 7 days\n", "K006", 1, 26,
                                   "\"kg\" is another quantity than that of therapy-weeks, which is a plain number",
                                   "write the number without a unit"});
}

TEST("a percentage of nothing is refused") {
    refused(mem, &(struct refusal){"quads at least 80%, latest within 7 days\n", "K006", 1, 16,
                                   "\"80%\" says not of what it is a percentage",
                                   "write 80% of other side, 80% of baseline, or a value with its unit"});
}

TEST("one end in percent and one not is refused") {
    refused(mem, &(struct refusal){"quads 80% to 90 of other side, latest within 7 days\n", "K006", 1, 14,
                                   "\"90\" is no percentage", "write 90%"});
}

TEST("an unknown unit names the one that was meant") {
    refused(mem, &(struct refusal){"quads at least 80 Nm, latest within 7 days\n", "K007", 1, 19,
                                   "the unit \"Nm\" is not known", "write \"N.m\""});
}

TEST("a number without its unit is refused") {
    refused(mem, &(struct refusal){"flexion at least 110, latest within 7 days\n", "K008", 1, 18,
                                   "\"110\" has no unit, and flexion is measured in deg", "write 110 deg"});
}

TEST("an unknown measure names the nearest") {
    refused(mem,
            &(struct refusal){"pian at most 2, latest within 7 days\n", "K009", 1, 1, "no measure is named \"pian\"",
                              "write \"pain\", or declare it: measure pian is MEASURE"});
}

TEST("a measure of the catalogue must be declared first") {
    refused(mem, &(struct refusal){"nprs at most 2, latest within 7 days\n", "K009", 1, 1,
                                   "no measure is named \"nprs\"", "declare it first: measure nprs is nprs"});
}

TEST("a word that is like nothing is asked to be declared") {
    refused(mem, &(struct refusal){"zzzzzzz at most 2, latest within 7 days\n", "K009", 1, 1,
                                   "no measure is named \"zzzzzzz\"", "declare it first: measure zzzzzzz is MEASURE"});
}

TEST("percent of the other side needs sides [M36 M37]") {
    refused(mem, &(struct refusal){"score at least 80% of other side, latest within 7 days\n", "K010", 1, 1,
                                   "\"score\" has no other side: its readings name none",
                                   "compare with baseline or norm, or declare the measure `sided` in the catalogue"});
}

TEST("so does a difference from it [M37]") {
    refused(mem, &(struct refusal){"score at most 5 from other side, latest within 7 days\n", "K010", 1, 1,
                                   "\"score\" has no other side: its readings name none",
                                   "compare with baseline or norm, or declare the measure `sided` in the catalogue"});
}

TEST("so does being better than it [M37 N4]") {
    refused(mem, &(struct refusal){"score better than other side by at least 5, latest within 7 days\n", "K010", 1, 1,
                                   "\"score\" has no other side: its readings name none",
                                   "compare with baseline or norm, or declare the measure `sided` in the catalogue"});
}

TEST("better needs a direction [N4]") {
    refused(mem, &(struct refusal){"girth better than baseline by at least 1 cm, latest within 7 days\n", "K011", 1, 1,
                                   "\"girth\" has no direction, so that nothing is better",
                                   "write a difference: at most NUMBER UNIT from baseline"});
}

TEST("so does worse [N4]") {
    refused(mem, &(struct refusal){"girth worse than baseline by above 0 cm, latest within 7 days\n", "K011", 1, 1,
                                   "\"girth\" has no direction, so that nothing is worse",
                                   "write a difference: at most NUMBER UNIT from baseline"});
}

TEST("worst needs a direction") {
    refused(mem, &(struct refusal){"girth at most 40 cm, worst of 7 days, at least 2 readings\n", "K012", 1, 1,
                                   "\"girth\" has no direction, so that no reading is the worst",
                                   "write: every of 7 days, at least 4 readings; or: latest within 7 days"});
}

TEST("so does best") {
    refused(mem, &(struct refusal){"girth at most 40 cm, best of 7 days, at least 2 readings\n", "K012", 1, 1,
                                   "\"girth\" has no direction, so that no reading is the best",
                                   "write: every of 7 days, at least 4 readings; or: latest within 7 days"});
}

TEST("steps have no mean [N5]") {
    refused(mem, &(struct refusal){"effusion at most 1+, mean of 7 days, at least 4 readings\n", "K013", 1, 1,
                                   "\"effusion\" is read on the steps of a scale, which have no mean",
                                   "write: worst of 7 days, at least 4 readings; or: latest within 7 days"});
}

TEST("steps have no percentages [N5]") {
    refused(mem, &(struct refusal){"effusion at most 80% of other side, latest within 7 days\n", "K013", 1, 1,
                                   "\"effusion\" is read on the steps of a scale, which have no percentages",
                                   "write a step: at most STEP, at least STEP"});
}

TEST("steps have no distances [N5]") {
    refused(mem, &(struct refusal){"effusion better than baseline by at least 1+, latest within 7 days\n", "K013", 1, 1,
                                   "\"effusion\" is read on the steps of a scale, which have no distances",
                                   "write a step: at most STEP, at least STEP"});
}

TEST("a range the wrong way round is refused") {
    refused(mem, &(struct refusal){"pain 5 to 2, latest within 7 days\n", "K014", 1, 6,
                                   "nothing lies between \"5\" and \"2\"", "write the lower end first: 2 to 5"});
}

TEST("an open range of nothing is refused") {
    refused(mem, &(struct refusal){"pain above 2 to 2, latest within 7 days\n", "K014", 1, 12,
                                   "nothing lies between \"2\" and \"2\"", "write: is 2"});
}

TEST("steps the wrong way round are refused [N5]") {
    refused(mem,
            &(struct refusal){"effusion 2+ to trace, latest within 7 days\n", "K014", 1, 10,
                              "nothing lies between \"2+\" and \"trace\"", "write the lower end first: trace to 2+"});
}

TEST("percentages the wrong way round are refused") {
    refused(mem,
            &(struct refusal){"quads 110% to 90% of other side, latest within 7 days\n", "K014", 1, 7,
                              "nothing lies between \"110%\" and \"90%\"", "write the lower end first: 90% to 110%"});
}

TEST("only session measures have last sessions") {
    refused(mem, &(struct refusal){"pain at most 2, last 2 sessions\n", "K015", 1, 1,
                                   "\"pain\" is not read in sessions, so that there are no last 2 sessions of it",
                                   "write `latest within 7 days`, or declare it: measure pain is ..., during session"});
}

TEST("a bound that no value meets is refused") {
    refused(mem, &(struct refusal){"pain above 10, latest within 7 days\n", "K016", 1, 1,
                                   "\"pain\" can never meet this bound: it runs from 0 to 10 points",
                                   "write a bound that some of its values meet and others do not"});
}

TEST("also in another unit of the quantity [M39]") {
    refused(mem, &(struct refusal){"girth above 1 m, latest within 7 days\n", "K016", 1, 1,
                                   "\"girth\" can never meet this bound: it runs from 15 to 90 cm",
                                   "write a bound that some of its values meet and others do not"});
}

TEST("also for a change, which has other ends") {
    refused(mem, &(struct refusal){"next-rise above 10, last 1 sessions\n", "K016", 1, 1,
                                   "\"next-rise\" can never meet this bound: it runs from -10 to 10 points",
                                   "write a bound that some of its values meet and others do not"});
}

TEST("also for a difference, which is never below zero") {
    refused(mem, &(struct refusal){"flexion below 0 deg from other side, latest within 7 days\n", "K016", 1, 1,
                                   "\"flexion\" can never meet this bound: it runs from 0 to 180 deg",
                                   "write a bound that some of its values meet and others do not"});
}

TEST("a bound that every value meets is refused") {
    refused(mem, &(struct refusal){"pain at least 0, latest within 7 days\n", "K017", 1, 1,
                                   "\"pain\" can only meet this bound: it runs from 0 to 10 points",
                                   "write a bound that some of its values meet and others do not"});
}

TEST("also for steps") {
    refused(mem, &(struct refusal){"effusion at most 2+, latest within 7 days\n", "K017", 1, 1,
                                   "\"effusion\" can only meet this bound: it runs from zero to 2+",
                                   "write a bound that some of its values meet and others do not"});
}

TEST("also for percentages") {
    refused(mem, &(struct refusal){"quads at least 0% of other side, latest within 7 days\n", "K017", 1, 1,
                                   "\"quads\" can only meet this bound: it runs from 0% up",
                                   "write a bound that some of its values meet and others do not"});
}

TEST("an unknown clearance names the nearest") {
    refused(mem, &(struct refusal){"clearance resum\n", "K018", 1, 11, "no clearance is named \"resum\"",
                                   "write \"resume\""});
}

TEST("a clearance must be named") {
    refused(mem, &(struct refusal){"clearance\n", "K018", 1, 10, "the name of the clearance is missing",
                                   "declare it: clearance NAME, with `by ROLE` and `valid SPAN`"});
}

TEST("an unknown finding names the nearest") {
    refused(mem, &(struct refusal){"no open stiff-nee-gait\n", "K019", 1, 9,
                                   "no flag and no finding is named \"stiff-nee-gait\"", "write \"stiff-knee-gait\""});
}

TEST("a flag of the catalogue that the protocol leaves out is told") {
    refused(mem, &(struct refusal){
                     "no open infection-signs\n", "K019", 1, 9,
                     "the flag \"infection-signs\" is of the catalogue, but this protocol does not say what it does",
                     "add a block: flag infection-signs, with `escalate to ROLE within SPAN`"});
}

TEST("what is open must be said") {
    refused(mem, &(struct refusal){"no open\n", "K019", 1, 8, "what is open, or not, is missing",
                                   "write flag, finding or compensation, or the name of a declared flag or finding"});
}

TEST("an unknown class names the nearest [M61]") {
    refused(mem, &(struct refusal){"no class nsaids since procedure\n", "K020", 1, 10, "no class is named \"nsaids\"",
                                   "write \"nsaid\""});
}

TEST("an unknown substance is refused") {
    refused(mem,
            &(struct refusal){"no record of substance zzzzz since procedure\n", "K020", 1, 24,
                              "no substance is named \"zzzzz\"", "write the name of a substance of the catalogue"});
}

TEST("a name near a known one is no event") {
    refused(mem, &(struct refusal){
                     "record of ibuprofin within 3 months\n", "K020", 1, 11,
                     "nothing in the catalogue is named \"ibuprofin\"",
                     "write \"ibuprofen\"; or, for an event that the catalogue does not hold: event ibuprofin"});
}

TEST("more than there are can never hold [M40]") {
    refused(mem, &(struct refusal){"at least 3 of\n"
                                   "  clearance resume\n"
                                   "  clearance full-load\n",
                                   "K021", 1, 1, "at least 3 of 2 criteria can never hold",
                                   "write a number from 1 to 2, or add criteria"});
}

TEST("an opener without lines below is refused") {
    refused(mem, &(struct refusal){"any of\n", "K022", 1, 1, "nothing stands below this line",
                                   "write the criteria below it, one a line, two spaces deeper"});
}

TEST("or inside a line is refused, with any of") {
    refused(mem,
            &(struct refusal){
                "pain at most 2 or effusion at most 1+\n", "K023", 1, 16, "\"or\" joins two criteria on one line",
                "write `any of` on this line, and each criterion on a line of its own below it, two spaces deeper"});
}

TEST("and inside a line is refused, with all of") {
    refused(mem,
            &(struct refusal){
                "clearance resume and clearance full-load\n", "K023", 1, 18, "\"and\" joins two criteria on one line",
                "write `all of` on this line, and each criterion on a line of its own below it, two spaces deeper"});
}

TEST("words left over are refused") {
    refused(mem,
            &(struct refusal){"clearance resume soon\n", "K024", 1, 18, "\"soon\" follows where the clause is complete",
                              "leave it out, or put a comma before it if it begins the next part"});
}

TEST("parts left over are refused") {
    refused(mem, &(struct refusal){"clearance resume, latest within 7 days\n", "K024", 1, 19,
                                   "\"latest\" follows where the clause is complete",
                                   "leave it out, or put a comma before it if it begins the next part"});
}

TEST("a measure without a bound is refused") {
    refused(mem, &(struct refusal){
                     "pain, latest within 7 days\n", "K025", 1, 5, "what \"pain\" must be is missing",
                     "write `at most`, `at least`, `above`, `below`, `is` or `is not` and a value, or `better than`"});
}

TEST("a lone value is no bound") {
    refused(mem, &(struct refusal){"pain 2, latest within 7 days\n", "K025", 1, 6, "\"2\" alone says not how it bounds",
                                   "write `at most 2`, `at least 2`, `above`, `below`, `is` or a range with `to`"});
}

TEST("a word is no bound") {
    refused(mem, &(struct refusal){
                     "pain under 2, latest within 7 days\n", "K025", 1, 6, "\"under\" stands where a bound is expected",
                     "write `at most`, `at least`, `above`, `below`, `is` or `is not` and a value, or `better than`"});
}

TEST("a criterion begins with a word") {
    refused(mem,
            &(struct refusal){"2 pain\n", "K025", 1, 1,
                              "a criterion begins with the name of a measure, or with a word such as clearance or no",
                              "write a criterion such as: pain at most 2, mean of 7 days, at least 4 readings"});
}

TEST("better says than what") {
    refused(mem, &(struct refusal){"score better by at least 5, latest within 7 days\n", "K025", 1, 14,
                                   "better or worse than what is missing",
                                   "write: better than baseline by at least 15 points"});
}

TEST("better says by how much [N4]") {
    refused(mem, &(struct refusal){"score better than baseline, latest within 7 days\n", "K025", 1, 27,
                                   "by how much is missing",
                                   "add the amount: by at least 15 points; or, for any change, by above 0"});
}

TEST("a window is a number and a unit of time") {
    refused(mem, &(struct refusal){"pain at most 2, latest within week\n", "K026", 1, 31,
                                   "\"week\" stands where a span of time is expected",
                                   "write a number and a unit of time: 48 hours, 7 days, 4 weeks, 3 months, 1 years"});
}

TEST("a unit of time that does not exist is refused") {
    refused(mem, &(struct refusal){"pain at most 2, latest within 7 moons\n", "K026", 1, 33,
                                   "\"moons\" stands where a span of time is expected",
                                   "write a number and a unit of time: 48 hours, 7 days, 4 weeks, 3 months, 1 years"});
}

TEST("not before needs a day") {
    refused(mem, &(struct refusal){"not before repair\n", "K027", 1, 12, "\"repair\" stands where a day is expected",
                                   "write `start of repair` or `end of repair`"});
}

TEST("a span alone is no day") {
    refused(mem, &(struct refusal){"not before 15 days\n", "K027", 1, 19,
                                   "a span alone is no day: it does not say from when it counts",
                                   "write `before` or `after` and a day, such as 4 weeks after procedure"});
}

TEST("an unknown phase names the nearest") {
    refused(mem, &(struct refusal){"not before 2 weeks after end of repare\n", "K028", 1, 33,
                                   "no phase is named \"repare\"", "write \"repair\""});
}

TEST("an unknown gate is refused") {
    refused(mem, &(struct refusal){"not before gate zzzzz\n", "K028", 1, 17, "no gate is named \"zzzzz\"",
                                   "write the name of a gate of this protocol"});
}

TEST("more readings than days are refused: those of a day count as one [M3 M29]") {
    refused(mem, &(struct refusal){"pain at most 2, mean of 7 days, at least 8 readings\n", "K029", 1, 1,
                                   "8 readings cannot lie in 7 days: those of one day count as one",
                                   "write at most 7 readings, or a longer window"});
}

TEST("a record says since when [M117]") {
    refused(mem, &(struct refusal){
                     "no record of class nsaid\n", "K030", 1, 25, "since when is not said, and there is no default",
                     "add `since DAY`, such as since procedure, or `within SPAN`, such as within 3 months"});
}

TEST("nothing stands below a criterion") {
    refused(mem, &(struct refusal){
                     "clearance resume\n"
                     "  clearance full-load\n",
                     "K031", 2, 3, "nothing can stand below a criterion",
                     "move the line two spaces to the left, or write `all of` or `any of` on the line above it"});
}

TEST("a percentage of what can be below zero is refused [N4]") {
    refused(mem, &(struct refusal){"flexion at least 80% of other side, latest within 7 days\n", "K032", 1, 1,
                                   "\"flexion\" can be below zero, so that a percentage of it means nothing",
                                   "write a difference: at most NUMBER UNIT from other side"});
}

TEST("a basis that does not exist is refused") {
    refused(mem, &(struct refusal){"quads at least 80% of average, latest within 7 days\n", "K033", 1, 23,
                                   "\"average\" is nothing to compare with",
                                   "write one of: other side, baseline, best, 1RM, body mass, norm, last week"});
}

TEST("a torque is no share of the 1RM") {
    refused(mem,
            &(struct refusal){"quads at least 80% of 1RM, latest within 7 days\n", "K033", 1, 1,
                              "\"quads\" is no mass, and 1RM is one", "compare with other side, baseline or norm"});
}

TEST("a span from a span is refused") {
    refused(mem, &(struct refusal){"not before 2 weeks after 4 weeks after procedure\n", "K034", 1, 26,
                                   "a span counts from another span",
                                   "add the two up and write one span, such as 6 weeks after procedure"});
}

TEST("a window of no days is refused") {
    refused(mem, &(struct refusal){"pain at most 2, mean of 0 days, at least 1 readings\n", "K035", 1, 25,
                                   "a window of no days holds no reading", "write `of 1 days` for the day itself"});
}

TEST("parts of days are not counted [M9]") {
    refused(mem, &(struct refusal){"pain at most 2, latest within 1.5 days\n", "K035", 1, 31,
                                   "\"1.5\" cannot count hours, days, weeks, months or years",
                                   "write a whole number from 0 to 99999"});
}

TEST("no readings are no coverage [M3]") {
    refused(mem, &(struct refusal){"pain at most 2, mean of 7 days, at least 0 readings\n", "K035", 1, 42,
                                   "\"0\" cannot count readings", "write a whole number from 1 up"});
}

TEST("at least none of is refused [M40]") {
    refused(mem, &(struct refusal){"at least 0 of\n"
                                   "  clearance resume\n",
                                   "K035", 1, 10, "how many of the criteria must hold is not readable",
                                   "write `at least 2 of` and the criteria on the lines below"});
}

TEST("a part that is no qualifier is refused") {
    refused(mem, &(struct refusal){
                     "pain at most 2, during 7 days\n", "K036", 1, 17, "\"during\" begins no part of a criterion",
                     "write `latest within 7 days`, `mean of 7 days`, `last 2 sessions` or `at least 4 readings`"});
}

TEST("last counts sessions, not days") {
    refused(mem, &(struct refusal){"pain-during at most 2, last 2 days\n", "K036", 1, 31, "last 2 of what is missing",
                                   "write: last 2 sessions; for days write: every of 7 days, at least 4 readings"});
}

TEST("no open takes a screening age and nothing else [M26]") {
    refused(mem,
            &(struct refusal){"no open flag, latest within 7 days\n", "K036", 1, 15,
                              "\"latest\" does not go with `no open`", "write `screened within 14 days`, or nothing"});
}

TEST("open, record of and taking take a screening age and nothing else [M26 R-D9]") {
    refused(mem,
            &(struct refusal){"open flag, latest within 7 days\n", "K036", 1, 12, "\"latest\" does not go with `open`",
                              "write `screened within 14 days`, or nothing"});
    refused(mem, &(struct refusal){"record of event fall within 2 years, latest\n", "K036", 1, 38,
                                   "\"latest\" does not go with `record of`",
                                   "write `screened within 14 days`, or nothing"});
    refused(mem, &(struct refusal){"taking class nsaid, 7 days\n", "K036", 1, 21, "\"7\" does not go with `taking`",
                                   "write `screened within 14 days`, or nothing"});
}

TEST("a flag is no thing that is recorded or taken: it is open or not [M96 M117]") {
    static const char *const lines[] = {"no record of infection-signs since procedure\n",
                                        "record of infection-signs within 3 months\n",
                                        "no infection-signs since procedure\n", "taking infection-signs\n"};
    static const uint32_t columns[] = {14, 11, 4, 8};
    for (size_t i = 0; i < TDM_COUNT(lines); i++)
        refused(mem, &(struct refusal){
                         lines[i], "K036", 1, columns[i],
                         "\"infection-signs\" is a flag: it is open or not, and nothing that is recorded or taken",
                         "write `open infection-signs` or `no open infection-signs`"});
}

TEST("what is taken is a medicine, and no procedure, finding or event [M61 M64]") {
    static const char *const lines[] = {"taking procedure concentrate\n", "taking finding stiff-knee-gait\n",
                                        "taking event fall\n", "taking concentrate, screened within 3 months\n"};
    for (size_t i = 0; i < TDM_COUNT(lines); i++)
        refused(mem,
                &(struct refusal){lines[i], "K036", 1, 8, "what is taken is a medicine: a class or a substance",
                                  "write `taking class NAME` or `taking substance NAME`; for the rest: `record of`"});
}

TEST("a mean of settled mornings is refused") {
    refused(mem, &(struct refusal){"settled by next morning, mean of 7 days, at least 2 readings\n", "K036", 1, 1,
                                   "this is asked of each session: only a count of sessions or `every` goes with it",
                                   "write: last 2 sessions; or: every within 7 days, at least 2 readings"});
}

TEST("two windows are refused") {
    refused(mem, &(struct refusal){"pain at most 2, latest within 7 days, mean of 3 days\n", "K037", 1, 39,
                                   "the window is said twice", "leave one of the two out"});
}

TEST("two counts of readings are refused") {
    refused(mem, &(struct refusal){"pain at most 2, mean of 7 days, at least 4 readings, at least 5 readings\n", "K037",
                                   1, 63, "the number of readings is said twice", "leave one of the two out"});
}

TEST("latest is one reading") {
    refused(mem, &(struct refusal){"pain at most 2, latest within 7 days, at least 2 readings\n", "K038", 1, 1,
                                   "a number of readings does not go with latest: it is one reading",
                                   "leave out \"at least 2 readings\""});
}

TEST("each of the last sessions must be usable [N3]") {
    refused(mem, &(struct refusal){"pain-during at most 2, last 2 sessions, at least 2 readings\n", "K038", 1, 1,
                                   "a number of readings does not go with sessions: each of them must be usable",
                                   "leave out \"at least 2 readings\""});
}

TEST("not not is refused") {
    refused(mem, &(struct refusal){"not not settled by next morning, last 1 sessions\n", "K042", 1, 5,
                                   "one `not` follows another", "write it without either, as it is meant"});
}

TEST("every bad line is told, not the first alone") {
    const struct tdm_scope *scope = criteria_scope(mem);
    struct tdm_condition condition;
    REQUIRE(scope != NULL);
    CHECK(!criteria_read(mem, scope, "pain at most 2\nany of\n  clearance resum\n  effusion at most 1\nalways so\n",
                         &condition, &problems));
    CHECK_INT(problems.count, 4);
    tdm_problems_sort(&problems);
    CHECK_INT(problems.items[0].place.line, 1);
    CHECK_INT(problems.items[1].place.line, 3);
    CHECK_INT(problems.items[2].place.line, 4);
    CHECK_INT(problems.items[3].place.line, 5);
}

static const char *always(struct tdm_arena *mem, int count) {
    struct tdm_buf text;
    tdm_buf_init(&text, mem, 1u << 20);
    for (int i = 0; i < count; i++) tdm_buf_text(&text, "always\n");
    tdm_buf_char(&text, '\0');
    return tdm_buf_str(&text).at;
}

TEST("a condition with more criteria than can be numbered is refused, and the number told is the last that passes") {
    const struct tdm_scope *scope = criteria_scope(mem);
    struct tdm_condition condition;
    REQUIRE(scope != NULL);
    CHECK(criteria_read(mem, scope, always(mem, 65533), &condition, &problems));
    CHECK_INT(condition.count, 65534);
    CHECK(!criteria_read(mem, scope, always(mem, 65534), &condition, &problems));
    CHECK_INT(problems.count, 1);
    CHECK_STR(tdm_str_of(problems.items[0].code), "K043");
    CHECK_STR(tdm_str_of(problems.items[0].what), "a condition has too many criteria");
    CHECK_STR(tdm_str_of(problems.items[0].fix), "leave some out: 65533 is the most");
}

TEST("no rule can ask for the ratio of acute to chronic load [R-N44 F033 complaint-17]") {
    const struct tdm_scope *scope = criteria_scope(mem);
    struct tdm_condition condition;
    REQUIRE(scope != NULL);
    CHECK(!criteria_read(mem, scope, "acwr at most 1.5, latest within 7 days\n", &condition, &problems));
    CHECK_INT(problems.count, 1);
    CHECK_STR(tdm_str_of(problems.items[0].code), "K044");
    CHECK_STR(tdm_str_of(problems.items[0].what),
              "no rule can ask for the ratio of acute to chronic load: it divides a number by one that contains it");
    CHECK_STR(tdm_str_of(problems.items[0].fix),
              "ask for pain, swelling or sets done instead; `standing --acwr` shows the ratio");
}
