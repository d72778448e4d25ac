/* messages_es_hooks.h - the sentences of messages_hooks.h in Spanish. */
#ifndef TDM_MESSAGES_ES_HOOKS_H
#define TDM_MESSAGES_ES_HOOKS_H

#define TDM_MESSAGES_ES_HOOKS(X) \
    X(HOOK_AGAINST, "{what}: en contra del protocolo del episodio {ref}") \
    X(HOOK_ASK, "Pregunte qué contiene y cómo se administra. Mientras no se sepa, nada dice que esté permitido.") \
    X(HOOK_ASOF, "A fecha de {date}, según todo lo anotado en la historia; protocolo {ref} {value}. Para el equipo: no decide nada, decide un médico.") \
    X(HOOK_BARRED, "{what}: el protocolo no lo permite hasta {until} incluido") \
    X(HOOK_BARRED_OPEN, "{what}: el protocolo no lo permite, aún sin último día") \
    X(HOOK_BASELINE, "{what}: se conocen {n} de {of_n} medidas iniciales") \
    X(HOOK_CANNOT_TELL, "{what}: no se puede decir si el protocolo lo permite") \
    X(HOOK_CONTRADICTS, "Su código y su nombre son de medicinas distintas.") \
    X(HOOK_EPISODE, "Episodio {ref}, {value}.") \
    X(HOOK_FLAG, "{what}: \"{ref}\" sigue abierto desde {date}") \
    X(HOOK_GROUP, "Su código está en el grupo: {value}.") \
    X(HOOK_KEEP, "{what}: siga tomando lo recetado; el médico y quien lo recetó deciden juntos") \
    X(HOOK_LIMITS, "Carga permitida hoy: {limit}") \
    X(HOOK_LOAD, "{what}: más carga de la que permite el protocolo; hoy {limit}") \
    X(HOOK_LOAD_UNKNOWN, "{what}: no se puede decir cuánta carga es; hoy {limit}") \
    X(HOOK_OVERDUE, "{ref}: la decisión de {who} está pendiente y vencida desde {date}") \
    X(HOOK_REMOVE, "Quitar la orden: {what}") \
    X(HOOK_REQUEST, "Pedir la autorización {ref}") \
    X(HOOK_SIGNATURE, "La autorización {ref} puede firmarse desde {date}.") \
    X(HOOK_SITE, "{what}: pedido para un sitio distinto al del episodio") \
    X(HOOK_TASK, "Decidir sobre la autorización {ref} del episodio {value}") \
    X(HOOK_WAITS, "El control de paso {ref} está cerrado:")

#endif
