/* table.c - every page, and who may ask for it. The dispatcher reads permission, relation and forgery protection from
 * here: a page that stands in no row cannot be reached, and none can forget to ask. */
#include "web/care.h"
#include "web/systems.h"

#define CLINICIANS  "physician physical-therapist nurse prescriber imaging-reader"
#define PRESCRIBERS "physician physical-therapist"
#define TEAM_ROLES  CLINICIANS " coordinator"
#define INVITING    "physician physical-therapist nurse coordinator"
#define EVERYBODY   NULL

const struct web_row web_rows[] = {
    {"style", "/style-{}", false, WEB_ANYBODY, WEB_NO_EPISODE, WEB_READS, EVERYBODY, WEB_QUICK, web_style},
    {"icon", "/icon.svg", false, WEB_ANYBODY, WEB_NO_EPISODE, WEB_READS, EVERYBODY, WEB_QUICK, web_style},
    {"health", "/health", false, WEB_ANYBODY, WEB_NO_EPISODE, WEB_READS, EVERYBODY, WEB_QUICK, web_health},
    {"metrics", "/metrics", false, WEB_ANYBODY, WEB_NO_EPISODE, WEB_READS, EVERYBODY, WEB_QUICK, web_metrics},
    {"log-in", "/log-in", false, WEB_ANYBODY, WEB_NO_EPISODE, WEB_READS, EVERYBODY, WEB_QUICK, web_log_in_page},
    {"log-in", "/log-in", true, WEB_ANYBODY, WEB_NO_EPISODE, WEB_READS, EVERYBODY, WEB_LOG_IN, web_log_in},
    {"log-out", "/log-out", true, WEB_PERSON, WEB_NO_EPISODE, WEB_READS, EVERYBODY, WEB_QUICK, web_log_out},
    {"invitation", "/invitation/{}", false, WEB_ANYBODY, WEB_NO_EPISODE, WEB_READS, EVERYBODY, WEB_QUICK,
     web_invitation_page},
    {"invitation", "/invitation/{}", true, WEB_ANYBODY, WEB_NO_EPISODE, WEB_READS, EVERYBODY, WEB_NEW_PASSWORD,
     web_invitation},
    {"home", "/", false, WEB_PERSON, WEB_NO_EPISODE, WEB_READS, EVERYBODY, WEB_QUICK, web_home},
    {"episode", "/episodes/{}", false, WEB_STAFF, WEB_TEAM, WEB_READS, EVERYBODY, WEB_QUICK, web_episode_page},
    {"sign", "/episodes/{}/sign/{}", false, WEB_STAFF, WEB_TEAM, WEB_WRITES, CLINICIANS, WEB_QUICK, web_sign_page},
    {"sign", "/episodes/{}/sign/{}", true, WEB_STAFF, WEB_TEAM, WEB_WRITES, CLINICIANS, WEB_AGAIN, web_sign},
    {"revoke", "/episodes/{}/revoke/{}", false, WEB_STAFF, WEB_TEAM, WEB_WRITES, CLINICIANS, WEB_QUICK,
     web_revoke_page},
    {"revoke", "/episodes/{}/revoke/{}", true, WEB_STAFF, WEB_TEAM, WEB_WRITES, CLINICIANS, WEB_AGAIN, web_revoke},
    {"prescribe", "/episodes/{}/prescribe", false, WEB_STAFF, WEB_TEAM, WEB_WRITES, "physician physical-therapist",
     WEB_QUICK, web_prescribe_page},
    {"prescribe", "/episodes/{}/prescribe", true, WEB_STAFF, WEB_TEAM, WEB_WRITES, "physician physical-therapist",
     WEB_QUICK, web_prescribe},
    {"session", "/episodes/{}/session", false, WEB_PERSON, WEB_TEAM_OR_SELF, WEB_WRITES, EVERYBODY, WEB_QUICK,
     web_session_page},
    {"session", "/episodes/{}/session", true, WEB_PERSON, WEB_TEAM_OR_SELF, WEB_WRITES, EVERYBODY, WEB_QUICK,
     web_session},
    {"today", "/episodes/{}/today", false, WEB_PERSON, WEB_TEAM_OR_SELF, WEB_READS, EVERYBODY, WEB_QUICK,
     web_today_page},
    {"diary", "/episodes/{}/diary", false, WEB_PATIENT, WEB_SELF, WEB_WRITES, EVERYBODY, WEB_QUICK, web_diary_page},
    {"diary", "/episodes/{}/diary", true, WEB_PATIENT, WEB_SELF, WEB_WRITES, EVERYBODY, WEB_QUICK, web_diary},
    /* the course of things; what is open to the patient too is told of by themselves, or taken back of what is theirs
     */
    {"medicine", "/episodes/{}/medicine", false, WEB_PERSON, WEB_TEAM_OR_SELF, WEB_WRITES, EVERYBODY, WEB_QUICK,
     web_act_page},
    {"medicine", "/episodes/{}/medicine", true, WEB_PERSON, WEB_TEAM_OR_SELF, WEB_WRITES, EVERYBODY, WEB_QUICK,
     web_act},
    {"screen", "/episodes/{}/screen", false, WEB_STAFF, WEB_TEAM, WEB_WRITES, CLINICIANS, WEB_QUICK, web_act_page},
    {"screen", "/episodes/{}/screen", true, WEB_STAFF, WEB_TEAM, WEB_WRITES, CLINICIANS, WEB_QUICK, web_act},
    {"flag", "/episodes/{}/flag", false, WEB_STAFF, WEB_TEAM, WEB_WRITES, CLINICIANS, WEB_QUICK, web_act_page},
    {"flag", "/episodes/{}/flag", true, WEB_STAFF, WEB_TEAM, WEB_WRITES, CLINICIANS, WEB_QUICK, web_act},
    {"close-flag", "/episodes/{}/close-flag", false, WEB_STAFF, WEB_TEAM, WEB_WRITES, CLINICIANS, WEB_QUICK,
     web_act_page},
    {"close-flag", "/episodes/{}/close-flag", true, WEB_STAFF, WEB_TEAM, WEB_WRITES, CLINICIANS, WEB_AGAIN, web_act},
    {"hold", "/episodes/{}/hold", false, WEB_PERSON, WEB_TEAM_OR_SELF, WEB_WRITES, EVERYBODY, WEB_QUICK, web_act_page},
    {"hold", "/episodes/{}/hold", true, WEB_PERSON, WEB_TEAM_OR_SELF, WEB_WRITES, EVERYBODY, WEB_QUICK, web_act},
    {"resume", "/episodes/{}/resume", false, WEB_STAFF, WEB_TEAM, WEB_WRITES, CLINICIANS, WEB_QUICK, web_act_page},
    {"resume", "/episodes/{}/resume", true, WEB_STAFF, WEB_TEAM, WEB_WRITES, CLINICIANS, WEB_AGAIN, web_act},
    {"answer", "/episodes/{}/answer", false, WEB_STAFF, WEB_TEAM, WEB_WRITES, EVERYBODY, WEB_QUICK, web_act_page},
    {"answer", "/episodes/{}/answer", true, WEB_STAFF, WEB_TEAM, WEB_WRITES, EVERYBODY, WEB_QUICK, web_act},
    {"correct", "/episodes/{}/correct", false, WEB_PERSON, WEB_TEAM_OR_SELF, WEB_WRITES, EVERYBODY, WEB_QUICK,
     web_act_page},
    {"correct", "/episodes/{}/correct", true, WEB_PERSON, WEB_TEAM_OR_SELF, WEB_WRITES, EVERYBODY, WEB_QUICK, web_act},
    {"withdraw", "/episodes/{}/withdraw", false, WEB_PERSON, WEB_TEAM_OR_SELF, WEB_WRITES, EVERYBODY, WEB_QUICK,
     web_act_page},
    {"withdraw", "/episodes/{}/withdraw", true, WEB_PERSON, WEB_TEAM_OR_SELF, WEB_WRITES, EVERYBODY, WEB_QUICK,
     web_act},
    /* the physician's acts and documents; who may what is the table of docs/ledger.md, section 9 */
    {"move", "/episodes/{}/move", false, WEB_STAFF, WEB_TEAM, WEB_WRITES, PRESCRIBERS, WEB_QUICK, web_act_page},
    {"move", "/episodes/{}/move", true, WEB_STAFF, WEB_TEAM, WEB_WRITES, PRESCRIBERS, WEB_QUICK, web_act},
    {"procedure", "/episodes/{}/procedure", false, WEB_STAFF, WEB_TEAM, WEB_WRITES, "physician", WEB_QUICK,
     web_act_page},
    {"procedure", "/episodes/{}/procedure", true, WEB_STAFF, WEB_TEAM, WEB_WRITES, "physician", WEB_QUICK, web_act},
    {"plan", "/episodes/{}/plan", false, WEB_STAFF, WEB_TEAM, WEB_WRITES, TEAM_ROLES, WEB_QUICK, web_act_page},
    {"plan", "/episodes/{}/plan", true, WEB_STAFF, WEB_TEAM, WEB_WRITES, TEAM_ROLES, WEB_QUICK, web_act},
    {"enter", "/episodes/{}/enter", false, WEB_STAFF, WEB_TEAM, WEB_WRITES, PRESCRIBERS, WEB_QUICK, web_act_page},
    {"enter", "/episodes/{}/enter", true, WEB_STAFF, WEB_TEAM, WEB_WRITES, PRESCRIBERS, WEB_QUICK, web_act},
    {"override", "/episodes/{}/override", false, WEB_STAFF, WEB_TEAM, WEB_WRITES, PRESCRIBERS, WEB_QUICK, web_act_page},
    {"override", "/episodes/{}/override", true, WEB_STAFF, WEB_TEAM, WEB_WRITES, PRESCRIBERS, WEB_AGAIN, web_act},
    {"end", "/episodes/{}/end", false, WEB_STAFF, WEB_TEAM, WEB_WRITES,
     "physician physical-therapist nurse coordinator", WEB_QUICK, web_act_page},
    {"end", "/episodes/{}/end", true, WEB_STAFF, WEB_TEAM, WEB_WRITES, "physician physical-therapist nurse coordinator",
     WEB_AGAIN, web_act},
    {"amend", "/episodes/{}/amend", false, WEB_STAFF, WEB_TEAM, WEB_WRITES, PRESCRIBERS, WEB_QUICK, web_act_page},
    {"amend", "/episodes/{}/amend", true, WEB_STAFF, WEB_TEAM, WEB_WRITES, PRESCRIBERS, WEB_AGAIN, web_act},
    {"adverse", "/episodes/{}/adverse", false, WEB_STAFF, WEB_TEAM, WEB_WRITES, CLINICIANS, WEB_QUICK, web_act_page},
    {"adverse", "/episodes/{}/adverse", true, WEB_STAFF, WEB_TEAM, WEB_WRITES, CLINICIANS, WEB_QUICK, web_act},
    {"options", "/episodes/{}/options", false, WEB_STAFF, WEB_TEAM, WEB_READS, EVERYBODY, WEB_QUICK, web_options_page},
    {"summary", "/episodes/{}/summary", false, WEB_STAFF, WEB_TEAM, WEB_READS, EVERYBODY, WEB_QUICK, web_summary_page},
    {"summary-pdf", "/episodes/{}/summary.pdf", false, WEB_STAFF, WEB_TEAM, WEB_READS, EVERYBODY, WEB_PDF,
     web_summary_pdf},
    {"glass", "/glass", false, WEB_STAFF, WEB_NO_EPISODE, WEB_READS, EVERYBODY, WEB_QUICK, web_glass_page},
    {"glass", "/glass", true, WEB_STAFF, WEB_NO_EPISODE, WEB_READS, EVERYBODY, WEB_AGAIN, web_glass},
    {"library", "/library/{}", false, WEB_STAFF, WEB_NO_EPISODE, WEB_READS, EVERYBODY, WEB_QUICK, web_library_page},
    {"audit", "/audit", false, WEB_STAFF, WEB_NO_EPISODE, WEB_READS, EVERYBODY, WEB_QUICK, web_audit_page},
    /* therapist and patient */
    {"assess", "/episodes/{}/assess", false, WEB_STAFF, WEB_TEAM, WEB_WRITES, CLINICIANS, WEB_QUICK, web_assess_page},
    {"assess", "/episodes/{}/assess", true, WEB_STAFF, WEB_TEAM, WEB_WRITES, CLINICIANS, WEB_QUICK, web_assess},
    {"findings", "/episodes/{}/findings", false, WEB_STAFF, WEB_TEAM, WEB_READS, EVERYBODY, WEB_QUICK,
     web_findings_page},
    {"findings", "/episodes/{}/findings", true, WEB_STAFF, WEB_TEAM, WEB_WRITES, CLINICIANS, WEB_QUICK, web_findings},
    {"handoffs", "/episodes/{}/handoffs", false, WEB_PERSON, WEB_TEAM_OR_SELF, WEB_READS, EVERYBODY, WEB_QUICK,
     web_handoffs_page},
    {"handoffs", "/episodes/{}/handoffs", true, WEB_PERSON, WEB_TEAM_OR_SELF, WEB_WRITES, EVERYBODY, WEB_QUICK,
     web_handoffs},
    {"roadmap", "/episodes/{}/roadmap", false, WEB_STAFF, WEB_TEAM, WEB_READS, EVERYBODY, WEB_QUICK, web_roadmap_page},
    {"progression", "/episodes/{}/progression", false, WEB_STAFF, WEB_TEAM, WEB_READS, EVERYBODY, WEB_QUICK,
     web_progression_page},
    {"progress", "/episodes/{}/progress", false, WEB_PERSON, WEB_TEAM_OR_SELF, WEB_READS, EVERYBODY, WEB_QUICK,
     web_progress_page},
    {"questions", "/episodes/{}/questions", false, WEB_PERSON, WEB_TEAM_OR_SELF, WEB_READS, EVERYBODY, WEB_QUICK,
     web_questions_page},
    {"questions", "/episodes/{}/questions/{}", false, WEB_PERSON, WEB_TEAM_OR_SELF, WEB_WRITES, EVERYBODY, WEB_QUICK,
     web_question_page},
    {"questions", "/episodes/{}/questions/{}", true, WEB_PERSON, WEB_TEAM_OR_SELF, WEB_WRITES, EVERYBODY, WEB_QUICK,
     web_question},
    {"calendar", "/episodes/{}/calendar", false, WEB_PATIENT, WEB_SELF, WEB_WRITES, EVERYBODY, WEB_QUICK,
     web_calendar_page},
    {"calendar", "/episodes/{}/calendar", true, WEB_PATIENT, WEB_SELF, WEB_WRITES, EVERYBODY, WEB_QUICK, web_calendar},
    {"paper", "/episodes/{}/paper", false, WEB_PERSON, WEB_TEAM_OR_SELF, WEB_READS, EVERYBODY, WEB_QUICK,
     web_paper_page},
    {"key", "/episodes/{}/key", false, WEB_PERSON, WEB_TEAM_OR_SELF, WEB_WRITES, EVERYBODY, WEB_QUICK, web_key_page},
    {"key", "/episodes/{}/key", true, WEB_PERSON, WEB_TEAM_OR_SELF, WEB_WRITES, EVERYBODY, WEB_QUICK, web_key},
    {"invite", "/episodes/{}/invite", false, WEB_STAFF, WEB_TEAM, WEB_WRITES, INVITING, WEB_QUICK, web_invite_page},
    {"invite", "/episodes/{}/invite", true, WEB_STAFF, WEB_TEAM, WEB_WRITES, INVITING, WEB_AGAIN, web_invite},
    {"calendar-feed", "/calendar/{}", false, WEB_ANYBODY, WEB_NO_EPISODE, WEB_READS, EVERYBODY, WEB_QUICK,
     web_calendar_feed},
    /* other systems: let in by a token, or from this machine alone; no cookie counts, no form of a browser reaches them
     */
    {"cds-services", WEB_SYSTEMS_PATH, false, WEB_SYSTEM, WEB_NO_EPISODE, WEB_READS, EVERYBODY, WEB_QUICK,
     web_systems_discovery},
    {"cds-service", WEB_SYSTEMS_PATH "/{}", true, WEB_SYSTEM, WEB_NO_EPISODE, WEB_READS, EVERYBODY, WEB_QUICK,
     web_systems_ask},
    {"cds-feedback", WEB_SYSTEMS_PATH "/{}/feedback", true, WEB_SYSTEM, WEB_NO_EPISODE, WEB_WRITES, EVERYBODY,
     WEB_QUICK, web_systems_feedback},
    {"audit-proof", "/audit/proof", false, WEB_STAFF, WEB_NO_EPISODE, WEB_READS, EVERYBODY, WEB_PROVE, web_prove},
};
const uint32_t web_row_count = TDM_COUNT(web_rows);

bool tdm_web_row(uint32_t at, struct tdm_web_row_told *out) {
    static const char *const whos[] = {"anybody", "staff", "patient", "person", "system"};
    static const char *const relations[] = {"-", "team", "self", "team-or-self"};
    if (at >= web_row_count) return false;
    const struct web_row *row = &web_rows[at];
    *out = (struct tdm_web_row_told){row->name,      row->is_form ? "POST" : "GET",         row->pattern,
                                     whos[row->who], row->roles != NULL ? row->roles : "-", relations[row->relation]};
    return true;
}
