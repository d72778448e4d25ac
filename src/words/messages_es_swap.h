/* messages_es_swap.h - what may stand in for an exercise, bounds, scenarios and changes of a protocol in Spanish; part of
 * messages_es.h. */
#ifndef TDM_MESSAGES_ES_SWAP_H
#define TDM_MESSAGES_ES_SWAP_H

#define TDM_MESSAGES_ES_SWAP(X) \
    X(SWAP_TITLE, "Qué puede hacerse en lugar de «{ref}» el {date}") \
    X(SWAP_PRESCRIBED, "Está indicado con esta clase de carga: {class}. Lo que lo sustituye la conserva.") \
    X(SWAP_CLASS_UNKNOWN, "Está indicado, pero no se puede saber la clase de carga de su dosis, así que no se puede decir de nada que la conserve.") \
    X(SWAP_NOT_PRESCRIBED, "Ahora no está indicado, así que no se pide ninguna clase de carga a lo que lo sustituye.") \
    X(SWAP_NO_FAMILY, "El catálogo no nombra ningún otro ejercicio que pueda sustituirlo.") \
    X(SWAP_HEAD_FITS, "Puede sustituirlo") \
    X(SWAP_HEAD_ALLOWED, "De su familia, hoy no descartado") \
    X(SWAP_HEAD_NOT, "Hoy no puede sustituirlo") \
    X(SWAP_NONE, "ninguno de su familia") \
    X(SWAP_AT, "{class}, con {ref}: {words}") \
    X(SWAP_AT_OF, "{class}, con {ref}: {words} de {value}") \
    X(SWAP_NEEDS, "hace falta: {words}") \
    X(SWAP_ADDS, "añade: {words}") \
    X(SWAP_AVOID, "hay que evitar: {words}") \
    X(SWAP_NOT_OFFERED, "la fase no lo ofrece: pregunte a quien escribió el protocolo") \
    X(SWAP_NOT_CLASS, "no se puede hacer con esta clase de carga: {class}") \
    X(SWAP_NOT_CEILING, "no lo permite el límite de carga de hoy") \
    X(SWAP_NOT_OTHER, "no lo permite otro tratamiento de esta persona") \
    X(SWAP_NOT_EQUIPMENT, "hace falta algo que no hay: {words}") \
    X(SWAP_NOT_PLACE, "no se hace en ese lugar") \
    X(SWAP_NOTE, "Decide quien indica el ejercicio; `tandem try` dice qué supondría la nueva indicación.") \
    X(BOUND_AT_MOST, "como mucho {value}") X(BOUND_AT_LEAST, "al menos {value}") X(BOUND_ABOVE, "más de {value}") \
    X(BOUND_BELOW, "menos de {value}") X(BOUND_IS, "{value}") X(BOUND_IS_NOT, "no {value}") \
    X(BOUND_BETWEEN, "de {value} a {limit}") X(BOUND_FROM_TO_BELOW, "desde {value} hasta menos de {limit}") \
    X(BOUND_ABOVE_TO, "más de {value} y hasta {limit}") \
    X(TEST_FAILED, "{ref}:{n}: \"{words}\", día {of_n}") \
    X(TEST_EXPECTED, "se esperaba: {words}") X(TEST_IS, "es: {words}") \
    X(TEST_ALL_HOLD, "{ref}: {n} {n|caso|casos}, {of_n} {of_n|día|días}, {from_n} {from_n|expectativa|expectativas}: todo se cumple") \
    X(TEST_SOME_FAIL, "{ref}: {n} {n|caso|casos}, {of_n} {of_n|día|días}, {from_n} {from_n|expectativa|expectativas}: {left_n} no se {left_n|cumple|cumplen}") \
    X(TEST_DECIDED, "decididas: {n} de {of_n} formas de {from_n} {from_n|cláusula|cláusulas}") \
    X(TEST_NEVER, "{ref}:{n}: {clause}: nunca {words}") \
    X(TEST_NEVER_BOTH, "{ref}:{n}: {clause}: nunca {words}, nunca {value}") \
    X(TEST_CHANGED, "{n} {n|cambio|cambios}, de uno en uno: {of_n} que la comprobación rechaza, {from_n} que se {from_n|nota|notan}, {left_n} sin notar y con explicación, {open_n} que nadie nota") \
    X(TEST_SURVIVOR, "{ref}:{n}: {words}") X(TEST_SURVIVOR_AS, "como: {words}") \
    X(CATALOG_HINT, "`tandem catalog list KIND` los nombra, `tandem catalog show NAME` cuenta lo que dice uno.") \
    X(PROTOCOL_SIGNED, "{words}: firma de {who} el {date}") \
    X(WORK_LINE, "{ref} ({site}): {words}, {until}. {who}") \
    X(WORK_LINE_BLOCKS, "{ref} ({site}): {words}, {until}; {value}. {who}") \
    X(WORK_PEOPLE, "{who}: {words}")

#endif
