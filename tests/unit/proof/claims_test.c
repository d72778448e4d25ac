/* claims_test.c - sentences that promise or advise, by their parts; negations, questions and quotes
 * pass. */
#include "check.h"
#include "proof/claims.h"

static enum tdm_wording wording(struct tdm_arena *mem, const char *text) {
    return tdm_wording_of(mem, NULL, tdm_str_of(text));
}

static void all_are(struct tdm_arena *mem, const char *const *texts, size_t count, enum tdm_wording wanted) {
    for (size_t i = 0; i < count; i++)
        if (wording(mem, texts[i]) != wanted) check_failed(__FILE__, __LINE__, "judged otherwise: %s", texts[i]);
}

TEST("an outcome said to be certain is a promise, in whatever words [S87 F088 M111]") {
    static const char *const texts[] = {
        "You will walk and be better.",
        "The knee is going to recover.",
        "This always works.",
        "Rest. The tendon will certainly be healed by then.",
        "The injection cures the tendon.",
        "The cells rebuild what was worn.",
        "After six weeks you are completely healed.",
        "This is the surest way back.",
        "There are no side effects.",
        "It is done without any risk.",
        "It helped 100% of people.",
    };
    all_are(mem, texts, TDM_COUNT(texts), TDM_WORDING_PROMISES);
}

TEST("what is denied, asked, open or quoted is no promise [M111 G7]") {
    static const char *const texts[] = {
        "No result is guaranteed to work.",
        "Nobody can say whether the tendon will heal.",
        "That it closes the tear is not established.",
        "The injection may help.",
        "Will it heal?",
        "A clinic wrote \"you will be cured\" on its page.",
        "Therapy to restore strength takes months.",
        "Pain that will not settle is a reason to call.",
        "These weeks make you stronger before the procedure. Whether that still shows months afterwards is not known.",
    };
    all_are(mem, texts, TDM_COUNT(texts), TDM_WORDING_FINE);
}

TEST("telling a person what treatment to have, take or leave is advice [S87 F088]") {
    static const char *const texts[] = {"You should have the injection again.", "Take two tablets before bed.",
                                        "Stop your medicines.", "We recommend a second procedure.",
                                        "You must not wait. Get the surgery now."};
    static const char *const fine[] = {"Ask your physician about medicines.", "You should call at once.",
                                       "Take the stairs slowly.", "Your physician decides about the injection.",
                                       "You should not take any tablets without asking."};
    all_are(mem, texts, TDM_COUNT(texts), TDM_WORDING_ADVISES);
    all_are(mem, fine, TDM_COUNT(fine), TDM_WORDING_FINE);
}

TEST("promises are known by their parts and turns: of whom, for whom, how surely [S87 F088 M111]") {
    static const char *const texts[] = {
        "Your tendon will be as good as new.",
        "You will be back to running in twelve weeks.",
        "After this programme you are free of pain.",
        "Pain goes away for good.",
        "Everyone gets better with this.",
        "Nobody fails with this programme.",
        "It cannot fail.",
        "This treatment has no downsides.",
        "There is nothing to lose.",
        "You have our word that it works.",
        "We promise you a strong knee.",
        "Success is guaranteed.",
        "The knee recovers completely.",
        "Cartilage grows back.",
        "Stem cells regrow cartilage.",
        "The tear closes within three months.",
        "This never goes wrong.",
        "You can be sure that it helps.",
        "It is proven to work.",
        "The injection is completely safe.",
        "This is a miracle for knees.",
        "Rest assured, your pain ends here.",
        "It works for everybody.",
        "You will not need surgery.",
        "You will never have pain again.",
        "Surgery is no longer needed.",
        "The programme makes you pain-free.",
        "It repairs your tendon.",
        "Expect a full recovery.",
        "A cure for arthritis.",
        "The results last for life.",
        "While you rest the injection heals the knee.",
        "It will get better every day.",
        "It is the best way to heal.",
        "The team will see that it heals and you will return to sport.",
        "It will help you.",
        "It always works.",
        "You are free of pain after a week.",
        "There is no risk in it.",
        "The injection cures others too.",
    };
    all_are(mem, texts, TDM_COUNT(texts), TDM_WORDING_PROMISES);
}

TEST("a treatment told to be had, taken or left is advice, in whatever words [S87 F088]") {
    static const char *const texts[] = {
        "Have the injection repeated after a year.",
        "It is best to take painkillers before exercise.",
        "Do not take your blood thinner.",
        "Avoid all tablets for a month.",
        "We suggest a second procedure.",
        "You ought to have an operation.",
        "Ask for a steroid injection.",
        "Double your dose when it hurts.",
        "Please stop your medicines.",
        "Go on with surgery if this fails.",
        "Start the injections on your own.",
        "Use cells of your own for this treatment.",
    };
    all_are(mem, texts, TDM_COUNT(texts), TDM_WORDING_ADVISES);
}

TEST("what a sheet has to say is neither [M111]") {
    static const char *const texts[] = {
        "Some discomfort is acceptable.",
        "Your physiotherapist will help you with the first exercises.",
        "The brace keeps the knee straight while the graft heals.",
        "The pain goes away for some people and stays for others.",
        "The tear closes in some people and not in others.",
        "It will get better and worse from day to day.",
        "Do it the best way you can.",
        "You will work with the therapist twice a week.",
        "You will return to the clinic on day 14.",
        "You will need help on the stairs.",
        "Your physician will check that it is safe to go on.",
        "A nurse will make sure that you are safe to go home.",
        "Going up stairs is always done with the better leg first.",
        "Make sure you avoid deep bends.",
        "Always avoid pain above 5.",
        "It will help us to know how you slept.",
        "Cold packs will help with swelling for some people.",
        "Take your medicine list to the visit.",
        "Start physical therapy again after the hold.",
        "Full recovery of the bend is tested.",
        "No complications were seen in the small series.",
        "No danger sign was found at the last visit.",
        "You are free of pain when you answer 0.",
        "Start the programme on the day agreed with your therapist.",
        "Do not stop any medicine on your own.",
        "Use of stromal cells should stay within evidence and ethics.",
        "It is not known whether the tendon heals.",
        "Most people in the trial had less pain after a year; some did not.",
        "Your physician decides when this phase ends.",
        "Call your team if the knee swells.",
        "Keep taking what your physician prescribed.",
        "Move the knee gently so that it stays mobile.",
        "The tendon needs weeks to adapt; nobody can say how many for you.",
        "You will be asked how you are every day.",
        "You will get a sheet for each week.",
        "Walk to a normal rhythm.",
        "Return to the starting position slowly.",
        "Sit down when it hurts.",
        "The dressing will be changed on day three.",
        "Your therapist will help you with the first steps.",
        "You will be seen again after two weeks.",
        "Surgery remains possible later.",
        "Take the stairs one at a time.",
        "Start the exercise with both legs.",
        "Use a chair for balance.",
        "Stop when pain is above 5.",
        "Stop the session and call when the joint is hot.",
        "Do not stop any medicine without asking the physician.",
        "When the pain disappears by the next morning, the load may go up.",
        "If the knee heals slowly, this phase lasts longer.",
        "Some people get better, others do not.",
        "There is no cure for arthritis.",
        "Nobody can promise a result.",
        "A full recovery is not what this aims at.",
        "It is not proven to work.",
        "You can use the stairs.",
        "Have somebody with you for the first steps.",
        "Get up slowly.",
        "Take your time.",
        "Have your therapist look at it.",
        "Repeat the exercise on the other side.",
        "Increase the load only when it was easy.",
        "Avoid deep bends.",
        "The pain goes away within a day, or the load goes down.",
        "Best before noon.",
        "The team helps everybody with the forms.",
        "Keep the plaster on until it is changed.",
        "This makes the exercise easier.",
        "Do not take anything against inflammation without asking.",
        "The therapist will work with you on stairs.",
        "Your knee will be looked at.",
        "Your physician always looks at the knee first.",
        "Always ask when you are unsure.",
        "It is always possible to stop.",
        "Pain ends the session.",
    };
    all_are(mem, texts, TDM_COUNT(texts), TDM_WORDING_FINE);
}
