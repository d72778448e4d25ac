/* cmd_help.c - help, version and shell completion, all from the tables of request.c. */
#include "cli/cli.h"

static void add_padded(struct tdm_buf *out, tdm_str text, uint32_t columns) {
    tdm_buf_text(out, "  ");
    tdm_text_pad(out, text, columns);
    tdm_buf_text(out, "  ");
}

static void help_overview(struct tdm_buf *out) {
    tdm_buf_text(out, "tandem: a protocol of combined regenerative and rehabilitative care, checked like a program,\n"
                      "run like a ledger, printed like a leaflet.\n\nusage: tandem COMMAND [ARGUMENTS] [OPTIONS]\n\n");
    for (size_t i = 0; i < tdm_command_count; i++) {
        add_padded(out, tdm_str_of(tdm_commands[i]->name), 10);
        tdm_buf_format(out, "%s\n", tdm_commands[i]->summary);
    }
    tdm_buf_text(
        out,
        "\n`tandem help COMMAND` tells more. Exit codes: 0 fine, 1 findings, 2 bad input or use, 3 environment.\n"
        "Tandem supports clinicians and decides nothing for them; it is not medical advice and promises no result.\n");
}

static void help_command(struct tdm_buf *out, const struct tdm_command *command) {
    tdm_buf_format(out, "usage: tandem %s %s\n\n%s\n", command->name, command->usage, command->summary);
    if (command->details[0] != '\0') {
        tdm_buf_char(out, '\n');
        tdm_text_wrap(out, tdm_str_of(command->details), 96, 0, 0);
        tdm_buf_char(out, '\n');
    }
    tdm_buf_char(out, '\n');
    for (int i = 0; i < TDM_OPTION_COUNT; i++) {
        if (!tdm_command_takes(command, (enum tdm_option)i)) continue;
        const struct tdm_option_form *form = &tdm_option_forms[i];
        size_t from = out->len;
        tdm_buf_format(out, "  --%s%s%s", form->name, form->value == NULL ? "" : " ",
                       form->value == NULL ? "" : form->value);
        do tdm_buf_char(out, ' ');
        while (out->len - from < 22);
        tdm_text_wrap(out, tdm_str_of(form->help), 96, 22, 22);
        tdm_buf_char(out, '\n');
    }
}

static enum tdm_exit run_help(struct tdm_request *request) {
    if (request->argument_count == 0) {
        help_overview(&request->out);
        return tdm_request_finish(request, TDM_EXIT_FINE);
    }
    const struct tdm_command *command = tdm_command_find(request->arguments[0]);
    if (command == NULL) {
        struct tdm_problem problem;
        (void)tdm_fail(&problem, TDM_WHY_NOT_FOUND, "U001", (struct tdm_place){.file = TDM_STR("command line")},
                       "there is no command `%.*s`", TDM_FMT(request->arguments[0]));
        tdm_problem_fix(&problem, "`tandem help` lists the commands");
        return tdm_request_fail(request, &problem);
    }
    help_command(&request->out, command);
    return tdm_request_finish(request, TDM_EXIT_FINE);
}

static enum tdm_exit run_version(struct tdm_request *request) {
    tdm_buf_text(&request->out, "tandem " TDM_VERSION "\n");
    return tdm_request_finish(request, TDM_EXIT_FINE);
}

/* ---- completion */

static void complete_bash(struct tdm_buf *out) {
    tdm_buf_text(out, "# completion of tandem for bash: source <(tandem completion bash)\n_tandem() {\n"
                      "  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}\n  if [ "
                      "\"$COMP_CWORD\" -eq 1 ]; then\n"
                      "    mapfile -t COMPREPLY < <(compgen -W \"");
    for (size_t i = 0; i < tdm_command_count; i++)
        tdm_buf_format(out, "%s%s", i == 0 ? "" : " ", tdm_commands[i]->name);
    tdm_buf_text(out, "\" -- \"$word\"); return\n  fi\n  case $before in\n");
    for (int i = 0; i < TDM_OPTION_COUNT; i++)
        if (tdm_option_forms[i].choices != NULL)
            tdm_buf_format(out, "    --%s) mapfile -t COMPREPLY < <(compgen -W \"%s\" -- \"$word\"); return ;;\n",
                           tdm_option_forms[i].name, tdm_option_forms[i].choices);
    tdm_buf_text(out, "  esac\n  local options=\n  case ${COMP_WORDS[1]} in\n");
    for (size_t c = 0; c < tdm_command_count; c++) {
        tdm_buf_format(out, "    %s) options=\"", tdm_commands[c]->name);
        bool first = true;
        for (int i = 0; i < TDM_OPTION_COUNT; i++) {
            if (!tdm_command_takes(tdm_commands[c], (enum tdm_option)i)) continue;
            tdm_buf_format(out, "%s--%s", first ? "" : " ", tdm_option_forms[i].name);
            first = false;
        }
        tdm_buf_text(out, "\" ;;\n");
    }
    tdm_buf_text(out,
                 "  esac\n  case $word in\n    -*) mapfile -t COMPREPLY < <(compgen -W \"$options\" -- \"$word\") ;;\n"
                 "    *) mapfile -t COMPREPLY < <(compgen -f -- \"$word\") ;;\n  esac\n}\ncomplete -o filenames -F "
                 "_tandem tandem\n");
}

static void complete_zsh(struct tdm_buf *out) {
    tdm_buf_text(out, "#compdef tandem\n# completion of tandem for zsh\n_tandem() {\n  if (( CURRENT == 2 )); then\n   "
                      " local -a commands=(\n");
    for (size_t i = 0; i < tdm_command_count; i++) tdm_buf_format(out, "      %s\n", tdm_commands[i]->name);
    tdm_buf_text(out, "    )\n    _describe command commands; return\n  fi\n  case $words[2] in\n");
    for (size_t c = 0; c < tdm_command_count; c++) {
        tdm_buf_format(out, "    %s) _arguments", tdm_commands[c]->name);
        for (int i = 0; i < TDM_OPTION_COUNT; i++) {
            if (!tdm_command_takes(tdm_commands[c], (enum tdm_option)i)) continue;
            const struct tdm_option_form *form = &tdm_option_forms[i];
            tdm_buf_format(out, " '--%s", form->name);
            if (form->choices != NULL)
                tdm_buf_format(out, "=:value:(%s)", form->choices);
            else if (form->value != NULL)
                tdm_buf_format(out, "=:%s:%s", form->value,
                               tdm_str_is(tdm_str_of(form->value), "FILE") ? "_files" : "");
            tdm_buf_char(out, '\'');
        }
        tdm_buf_text(out, " '*:file:_files' ;;\n");
    }
    tdm_buf_text(out, "  esac\n}\n_tandem \"$@\"\n");
}

static void complete_fish(struct tdm_buf *out) {
    tdm_buf_text(out, "# completion of tandem for fish: tandem completion fish | source\n");
    for (size_t c = 0; c < tdm_command_count; c++) {
        tdm_buf_format(out, "complete -c tandem -n __fish_use_subcommand -a %s\n", tdm_commands[c]->name);
        for (int i = 0; i < TDM_OPTION_COUNT; i++) {
            if (!tdm_command_takes(tdm_commands[c], (enum tdm_option)i)) continue;
            const struct tdm_option_form *form = &tdm_option_forms[i];
            tdm_buf_format(out, "complete -c tandem -n '__fish_seen_subcommand_from %s' -l %s%s", tdm_commands[c]->name,
                           form->name, form->value == NULL ? "" : " -r");
            if (form->choices != NULL) tdm_buf_format(out, " -f -a '%s'", form->choices);
            tdm_buf_char(out, '\n');
        }
    }
}

static enum tdm_exit run_completion(struct tdm_request *request) {
    tdm_str shell = request->arguments[0];
    if (tdm_str_is(shell, "bash"))
        complete_bash(&request->out);
    else if (tdm_str_is(shell, "zsh"))
        complete_zsh(&request->out);
    else if (tdm_str_is(shell, "fish"))
        complete_fish(&request->out);
    else {
        struct tdm_problem problem;
        (void)tdm_fail(&problem, TDM_WHY_NOT_FOUND, "U011", (struct tdm_place){.file = TDM_STR("command line")},
                       "there is no completion for `%.*s`", TDM_FMT(shell));
        tdm_problem_fix(&problem, "choose one of: bash, zsh, fish");
        return tdm_request_fail(request, &problem);
    }
    return tdm_request_finish(request, TDM_EXIT_FINE);
}

const struct tdm_command tdm_command_help = {"help", "[COMMAND]", "this overview, or all about a command", "", "", 0,
                                             1,      run_help};
const struct tdm_command tdm_command_version = {"version", "",         "the version of this program", "", "", 0,
                                                0,         run_version};
const struct tdm_command tdm_command_completion = {
    "completion", "bash|zsh|fish", "completion for a shell, to be sourced by it", "", "", 1, 1, run_completion};

void tdm_help_of(struct tdm_request *request) {
    help_command(&request->out, request->command);
}
