# completion of tandem for bash: source <(tandem completion bash)
_tandem() {
  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}
  if [ "$COMP_CWORD" -eq 1 ]; then
    mapfile -t COMPREPLY < <(compgen -W "check prove test fmt show diff evidence catalog network score lab standing roadmap sheet timeline why options swap try whatif changes worklist convert digest cohort init enrol record sign revoke correct plan prescribe session consent appoint team glass person retain outbox verify head export import fhir impact amend bundle merge distrust backup restore doctor rotate-key upgrade image ask account serve vocabulary lsp help completion version" -- "$word"); return
  fi
  case $before in
    --format) mapfile -t COMPREPLY < <(compgen -W "text html svg json ndjson notation graphml collection transaction" -- "$word"); return ;;
    --lang) mapfile -t COMPREPLY < <(compgen -W "en es" -- "$word"); return ;;
  esac
  local options=
  case ${COMP_WORDS[1]} in
    check) options="--json --output --protocol --data --zone --width --lang --explain --sarif --as --help" ;;
    prove) options="--json --output --data --witness --help" ;;
    test) options="--json --output --protocol --data --width --mutate --help" ;;
    fmt) options="--json --output --write --check --help" ;;
    show) options="--json --output --data --width --help" ;;
    diff) options="--json --output --data --width --help" ;;
    evidence) options="--on --json --output --data --width --lang --help" ;;
    catalog) options="--json --output --data --width --lang --help" ;;
    network) options="--json --format --output --data --width --help" ;;
    score) options="--json --output --data --width --lang --answers --item --csv --baseline --for --rule --help" ;;
    lab) options="--json --format --output --data --width --seed --patients --chart --draws --threads --refit --resume --help" ;;
    standing) options="--on --known --json --format --output --protocol --data --zone --width --acwr --lang --as --help" ;;
    roadmap) options="--on --known --json --output --protocol --data --zone --width --lang --as --help" ;;
    sheet) options="--on --known --json --format --output --protocol --data --zone --width --lang --as --phone --emergency --help" ;;
    timeline) options="--on --known --json --format --output --protocol --data --zone --width --lang --as --help" ;;
    why) options="--on --known --json --output --protocol --data --zone --width --lang --as --help" ;;
    options) options="--on --known --json --output --protocol --data --decision --zone --width --lang --as --help" ;;
    swap) options="--on --known --json --output --protocol --data --zone --width --lang --have --as --help" ;;
    try) options="--on --json --output --protocol --data --zone --width --as --help" ;;
    whatif) options="--on --known --json --output --protocol --data --zone --width --shift --add --as --help" ;;
    changes) options="--on --known --json --output --protocol --data --zone --width --as --help" ;;
    worklist) options="--on --known --json --output --protocol --data --zone --width --role --lang --as --blocked --jobs --help" ;;
    convert) options="--format --output --zone --as --help" ;;
    digest) options="--output --as --help" ;;
    cohort) options="--format --output --protocol --data --seed --entries --help" ;;
    init) options="--output --place --help" ;;
    enrol) options="--output --protocol --data --zone --help" ;;
    record) options="--output --protocol --data --zone --as --seen --judge --help" ;;
    sign) options="--on --json --output --protocol --data --zone --width --because --as --seen --at --name --words --try --help" ;;
    revoke) options="--on --json --output --protocol --data --zone --width --because --as --seen --at --name --words --try --help" ;;
    correct) options="--on --json --output --protocol --data --zone --width --because --as --seen --at --name --try --help" ;;
    plan) options="--on --json --output --protocol --data --zone --width --because --as --seen --at --name --try --help" ;;
    prescribe) options="--on --json --output --protocol --data --zone --width --because --as --seen --at --name --try --help" ;;
    session) options="--on --json --output --protocol --data --zone --width --because --as --seen --at --name --try --help" ;;
    consent) options="--on --json --output --protocol --data --zone --width --because --as --seen --at --name --try --help" ;;
    appoint) options="--output --from --until --credential --help" ;;
    team) options="--on --output --zone --as --from --until --help" ;;
    glass) options="--on --output --zone --because --as --help" ;;
    person) options="--output --because --as --name --help" ;;
    retain) options="--output --because --help" ;;
    outbox) options="--on --output --data --zone --place --after --receivers --help" ;;
    verify) options="--output --head --help" ;;
    head) options="--output --help" ;;
    export) options="--on --output --protocol --data --zone --canonical --as --tidy --ndjson --redcap --deidentify --keep-text --cells --suppress --help" ;;
    import) options="--protocol --data --zone --as --mapping --into --partial --redcap --help" ;;
    fhir) options="--on --json --format --output --protocol --data --zone --as --into --identifier --help" ;;
    impact) options="--on --known --output --data --zone --width --as --help" ;;
    amend) options="--on --output --data --zone --because --as --from --help" ;;
    bundle) options="--output --help" ;;
    merge) options="--output --help" ;;
    distrust) options="--output --because --help" ;;
    backup) options="--output --password-file --help" ;;
    restore) options="--output --password-file --help" ;;
    doctor) options="--output --help" ;;
    rotate-key) options="--output --help" ;;
    upgrade) options="--on --output --data --help" ;;
    image) options="--output --protocol --data --zone --as --help" ;;
    ask) options="--on --known --output --episode --help" ;;
    account) options="--output --lang --help" ;;
    serve) options="--on --listen --workers --once --certificate --key --user --systems --behind-proxy --phone --emergency --receivers --help" ;;
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
