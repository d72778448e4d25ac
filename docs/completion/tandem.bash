# completion of tandem for bash: source <(tandem completion bash)
_tandem() {
  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}
  if [ "$COMP_CWORD" -eq 1 ]; then
    mapfile -t COMPREPLY < <(compgen -W "check prove test fmt show diff evidence catalog network score lab standing roadmap sheet timeline why options swap try whatif changes worklist convert digest cohort init enrol record appoint verify head export impact amend bundle merge distrust backup restore doctor account serve vocabulary lsp help completion version" -- "$word"); return
  fi
  case $before in
    --format) mapfile -t COMPREPLY < <(compgen -W "text html svg json ndjson notation graphml" -- "$word"); return ;;
    --lang) mapfile -t COMPREPLY < <(compgen -W "en es" -- "$word"); return ;;
  esac
  local options=
  case ${COMP_WORDS[1]} in
    check) options="--json --output --protocol --data --zone --width --lang --explain --sarif --help" ;;
    prove) options="--json --output --data --witness --help" ;;
    test) options="--json --output --protocol --data --width --mutate --help" ;;
    fmt) options="--json --output --write --check --help" ;;
    show) options="--json --output --data --width --help" ;;
    diff) options="--json --output --data --width --help" ;;
    evidence) options="--on --json --output --data --width --help" ;;
    catalog) options="--json --output --data --width --help" ;;
    network) options="--json --format --output --data --width --help" ;;
    score) options="--json --output --data --width --answers --item --csv --baseline --for --rule --help" ;;
    lab) options="--json --format --output --data --width --seed --patients --chart --help" ;;
    standing) options="--on --known --json --format --output --protocol --data --zone --width --acwr --lang --help" ;;
    roadmap) options="--on --known --json --output --protocol --data --zone --width --lang --help" ;;
    sheet) options="--on --known --json --format --output --protocol --data --zone --width --lang --help" ;;
    timeline) options="--on --known --json --format --output --protocol --data --zone --width --lang --help" ;;
    why) options="--on --known --json --output --protocol --data --zone --width --lang --help" ;;
    options) options="--on --known --json --output --protocol --data --decision --zone --width --lang --help" ;;
    swap) options="--on --known --json --output --protocol --data --zone --width --lang --have --help" ;;
    try) options="--on --json --output --protocol --data --zone --width --help" ;;
    whatif) options="--on --known --json --output --protocol --data --zone --width --shift --add --help" ;;
    changes) options="--on --known --json --output --protocol --data --zone --width --help" ;;
    worklist) options="--on --known --json --output --protocol --data --zone --width --role --lang --help" ;;
    convert) options="--format --output --zone --help" ;;
    digest) options="--output --help" ;;
    cohort) options="--format --output --protocol --data --seed --entries --help" ;;
    init) options="--output --place --help" ;;
    enrol) options="--output --protocol --data --zone --help" ;;
    record) options="--output --protocol --data --zone --as --seen --help" ;;
    appoint) options="--output --from --until --credential --help" ;;
    verify) options="--output --head --help" ;;
    head) options="--output --help" ;;
    export) options="--output --canonical --help" ;;
    impact) options="--on --known --output --data --zone --width --help" ;;
    amend) options="--on --output --data --zone --because --as --from --help" ;;
    bundle) options="--output --help" ;;
    merge) options="--output --help" ;;
    distrust) options="--output --because --help" ;;
    backup) options="--output --help" ;;
    restore) options="--output --help" ;;
    doctor) options="--output --help" ;;
    account) options="--output --lang --help" ;;
    serve) options="--on --listen --workers --once --behind-proxy --help" ;;
    vocabulary) options="--json --output --help" ;;
    lsp) options="--protocol --data --zone --help" ;;
    help) options="--help" ;;
    completion) options="--help" ;;
    version) options="--help" ;;
  esac
  case $word in
    -*) mapfile -t COMPREPLY < <(compgen -W "$options" -- "$word") ;;
    *) mapfile -t COMPREPLY < <(compgen -f -- "$word") ;;
  esac
}
complete -o filenames -F _tandem tandem
