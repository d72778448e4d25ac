/* messages_es_page.h - the pages of the catalogue in Spanish; part of messages_es.h. */
#ifndef TDM_MESSAGES_ES_PAGE_H
#define TDM_MESSAGES_ES_PAGE_H

#define TDM_MESSAGES_ES_PAGE(X) \
    X(PAGE_TITLE, "El catálogo") \
    X(PAGE_TITLE_ALL, "El catálogo: ejercicios, medidas, medicamentos, cuestionarios") \
    X(PAGE_ABOUT_ALL, "Lo que los protocolos pueden ofrecer y pedir. Cada dibujo muestra el final de un movimiento, su comienzo como una sombra, y en color lo que trabaja. Nada de esto es una indicación: qué ejercicio y cuánto lo deciden quienes atienden al paciente.") \
    X(PAGE_ABOUT, "Lo que los protocolos pueden ofrecer y pedir, y los propios protocolos, sin paciente. Nada de esto es una indicación: qué ejercicio y cuánto lo deciden quienes atienden al paciente.") \
    X(PAGE_ABOUT_DRAWINGS, "Cada dibujo muestra el final de un movimiento, su comienzo como una sombra, y en color lo que trabaja.") \
    X(PAGE_ALL_ON_ONE, "Todos los ejercicios en una página, para imprimir") \
    X(PAGE_CONTENTS, "Contenido") \
    X(PAGE_NAV_CONTENTS, "contenido") \
    X(PAGE_NAV_PROTOCOLS, "protocolos") \
    X(PAGE_NAV_INSTRUMENTS, "cuestionarios") \
    X(PAGE_NAV_MEASURES, "medidas") \
    X(PAGE_NAV_MEDICINES, "medicamentos") \
    X(PAGE_NAV_WINDOWS, "plazos") \
    X(PAGE_LOADS_FIRST, "Ejercicios que cargan ante todo: {ref}") \
    X(PAGE_BY_REGION, "Ejercicios, por la región que cargan ante todo") \
    X(PAGE_EXERCISES_OF, "Ejercicios: {ref}") \
    X(PAGE_LOADS, "Carga") \
    X(PAGE_SIDES, "Lados") \
    X(PAGE_SIDES_BOTH, "ambos") \
    X(PAGE_TRAINS, "Entrena") \
    X(PAGE_LOAD_CLASS, "Clase de carga") \
    X(PAGE_BESIDES, "Además") \
    X(PAGE_WITH, "Con") \
    X(PAGE_WHERE, "Dónde") \
    X(PAGE_EASIER, "Más fácil") \
    X(PAGE_HARDER, "Más difícil") \
    X(PAGE_SHELF_OF, "Lo ofrecen") \
    X(PAGE_AT_HOME_OR_CLINIC, "en casa o en la clínica") \
    X(PAGE_AT_HOME, "en casa") \
    X(PAGE_AT_CLINIC, "en la clínica") \
    X(PAGE_CLASS_AT, "{ref}: {words}, {class}") \
    X(PAGE_CLASS_AT_OF, "{ref}: {words} de {value}, {class}") \
    X(PAGE_WHEN, "{ref} cuando {words}: {value}") \
    X(PAGE_WHEN_IS, "{ref} cuando {words} es {value}") \
    X(PAGE_BASIS_BASELINE, "lo medido al comienzo") \
    X(PAGE_BASIS_OTHER_SIDE, "el otro lado") \
    X(PAGE_BASIS_NORM, "lo habitual") \
    X(PAGE_BASIS_LAST_WEEK, "la semana pasada") \
    X(PAGE_BASIS_BEST, "lo mejor medido") \
    X(PAGE_MEASURES, "Medidas") \
    X(PAGE_MEASURE, "Medida") \
    X(PAGE_VALUES, "Valores") \
    X(PAGE_BETTER_WHEN, "Es mejor") \
    X(PAGE_TAKEN_BY, "Quién la toma") \
    X(PAGE_HIGHER, "más alto") \
    X(PAGE_LOWER, "más bajo") \
    X(PAGE_MEDICINES, "Medicamentos") \
    X(PAGE_MEDICINE, "Medicamento") \
    X(PAGE_CLASSES, "Clases") \
    X(PAGE_ALSO, "También se dice") \
    X(PAGE_INSTRUMENTS, "Cuestionarios") \
    X(PAGE_INSTRUMENT, "Cuestionario") \
    X(PAGE_ITEMS, "Preguntas") \
    X(PAGE_SCORES, "Puntuaciones") \
    X(PAGE_WHOSE, "De quién es") \
    X(PAGE_PROTOCOLS, "Protocolos") \
    X(PAGE_PROTOCOL, "Protocolo") \
    X(PAGE_TITLE_OF, "Título") \
    X(PAGE_FOR, "Para") \
    X(PAGE_PROCEDURE, "Procedimiento") \
    X(PAGE_STATUS, "Estado") \
    X(PAGE_NO_PROCEDURE, "ninguno, solo terapia") \
    X(PAGE_ITEM, "Pregunta") \
    X(PAGE_WORDING, "Texto") \
    X(PAGE_ANSWERS, "Respuestas") \
    X(PAGE_FROM_TO, "{value} a {limit}") \
    X(PAGE_SCORE, "Puntuación") \
    X(PAGE_RULE, "Regla") \
    X(PAGE_OF, "De") \
    X(PAGE_RANGE, "Intervalo") \
    X(PAGE_OF_PARTS, "{n} partes, al menos {of_n} con respuesta") \
    X(PAGE_OLDER, "{words} (antigua)") \
    X(PAGE_THRESHOLDS, "Umbrales") \
    X(PAGE_KIND, "Tipo") \
    X(PAGE_VALUE, "Valor") \
    X(PAGE_AMONG, "Entre quiénes, cómo, de dónde") \
    X(PAGE_ASKED_BY, "Lo piden") \
    X(PAGE_SOURCES, "Fuentes") \
    X(PAGE_SOURCE, "Fuente") \
    X(PAGE_PLACE, "Dónde está") \
    X(PAGE_STRENGTH, "Solidez") \
    X(PAGE_SAYS, "Qué dice") \
    X(PAGE_NAME, "Nombre") \
    X(PAGE_VERSION, "Versión") \
    X(PAGE_ASKS_ABOUT, "Pregunta por") \
    X(PAGE_WORDING_SHIPS, "viene con el programa") \
    X(PAGE_WORDING_NOT, "no viene con el programa: lo da su titular") \
    X(PAGE_OWN, "Propio") \
    X(PAGE_OWN_SHARE, "{n} de {of_n} cláusulas que piden fuente se apoyan solo en su autor") \
    X(PAGE_GUIDELINES, "Qué dicen las guías del procedimiento") \
    X(PAGE_YEAR, "Año") \
    X(PAGE_GUIDELINE, "Guía") \
    X(PAGE_PLAN, "Qué puede hacerse y cuándo") \
    X(PAGE_NO_DAYS, "No se pueden decir sus días: `tandem network` dice por qué.") \
    X(PAGE_PLAN_READ, "Cada barra va del primer al último día que permiten todos los límites juntos; oscura, vale ese día en todos los casos. Una barra que llega al borde derecho no tiene último día. Ninguna fecha abre por sí sola una puerta: los criterios y las firmas vienen de personas.") \
    X(PAGE_PHASES_TISSUE, "Fases del tejido") \
    X(PAGE_PHASES_FUNCTION, "Fases de la función") \
    X(PAGE_PHASE, "Fase") \
    X(PAGE_BEGINS, "Comienza") \
    X(PAGE_ENDS, "Termina") \
    X(PAGE_LOAD_AT_MOST, "Carga como mucho") \
    X(PAGE_AIMS, "Para qué") \
    X(PAGE_ON_SHELF, "Se ofrece") \
    X(PAGE_NOT_KNOWN, "no se sabe") \
    X(PAGE_SOURCES_SAY, "Lo que dice una fuente está en inglés, tal como la leyeron los autores de este protocolo.") \
    X(PAGE_GATES, "Puertas") \
    X(PAGE_GATE, "Puerta") \
    X(PAGE_OPENS, "Abre") \
    X(PAGE_FIRST_DAY, "Primer día") \
    X(PAGE_ASKS_FOR, "Qué pide") \
    X(PAGE_DISCHARGE, "el alta") X(PAGE_NEVER_MET, "Si termina el plazo más largo y no se cumple, decide: {who}; plazo: {span}. Sobre: {words}.") \
    X(PAGE_SIGNATURES, "Firmas") \
    X(PAGE_SIGNATURE, "Firma") \
    X(PAGE_BY, "De quién") \
    X(PAGE_NOT_BEFORE, "No antes de") \
    X(PAGE_VALID, "Vale") \
    X(PAGE_MAY_SIGN, "Puede firmarse") \
    X(PAGE_NOT_ALLOWED, "Qué no está permitido") \
    X(PAGE_RESTRICTION, "Restricción") \
    X(PAGE_TOUCHES, "Afecta a") \
    X(PAGE_FROM, "Desde") \
    X(PAGE_UNTIL, "Hasta") \
    X(PAGE_BECAUSE, "Por qué") \
    X(PAGE_MEASURES_OF, "Qué mide") \
    X(PAGE_ITS_WORD, "Su palabra") \
    X(PAGE_PLANS, "Planes de entrenamiento") \
    X(PAGE_PLAN_ONE, "Plan") \
    X(PAGE_EXERCISES, "Ejercicios") \
    X(PAGE_HOW_OFTEN, "Cuánto") \
    X(PAGE_FLAGS, "Señales de alarma") \
    X(PAGE_FLAG, "Señal") \
    X(PAGE_GOES_TO, "A quién se avisa") \
    X(PAGE_LOADING, "Carga") \
    X(PAGE_HELD, "se detiene mientras está abierta") \
    X(PAGE_DIRECTNESS, "Sobre este tratamiento") \
    X(PAGE_LOOK, "Última revisión") \
    X(PAGE_DIRECTLY, "directamente") \
    X(PAGE_INDIRECTLY, "indirectamente") \
    X(PAGE_WITHDRAWN, "{words}; retirada el {date}") \
    X(PAGE_DAY_ANY, "cualquier día") \
    X(PAGE_DAY_LATEST, "día {n} como tarde") \
    X(PAGE_DAY_LATER, "día {n} o más tarde") \
    X(PAGE_DAY, "día {n}") \
    X(PAGE_DAYS, "día {n} a {of_n}") \
    X(PAGE_ROW_TISSUE, "El tejido") \
    X(PAGE_ROW_FUNCTION, "La función") \
    X(PAGE_ROW_GATES, "Puertas y firmas") \
    X(PAGE_ROW_PHASE, "fase {ref}") \
    X(PAGE_WINDOWS_TABLE, "Según los protocolos") \
    X(PAGE_ROW_GATE, "puerta {ref}") \
    X(PAGE_ROW_CLEARANCE, "firma {ref}") \
    X(PAGE_BAR_PHASE, "{ref}: comienza {words}, termina {value}") \
    X(PAGE_BAR_GATE, "{ref}: primero {words}, cumplida {value}") \
    X(PAGE_BAR_CLEARANCE, "{ref}: se pide {words}, se firma {value}") \
    X(PAGE_BAR_LAST, "{ref}: desde {words}, por última vez {value}") \
    X(PAGE_BAR_SIGNED, "{ref}: desde {words}, hasta que se firme, {value}") \
    X(PAGE_BAR_NO_END, "{ref}: desde {words}, sin final") \
    X(PAGE_WEEKS_ENROLMENT, "semanas desde la inclusión") \
    X(PAGE_WEEKS_PROCEDURE, "semanas desde el procedimiento") \
    X(PAGE_PLAN_OF, "El plan de {ref}") \
    X(PAGE_SAME_DAYS, "Los mismos días están en las tablas de abajo.") \
    X(PAGE_WINDOWS, "Plazos de curación y primeros días") \
    X(PAGE_ABOUT_WINDOWS, "Por enfermedad, articulación, objetivo y procedimiento, según dicen los protocolos: cuánto tiempo se da al tejido, y el primer día de cada firma y de cada puerta. Dos protocolos para el mismo tratamiento pueden ser distintos; aquí se muestra, no se decide.") \
    X(PAGE_WHAT, "Qué") \
    X(PAGE_WHEN_HEAD, "Cuándo") \
    X(PAGE_WHOSE_WINDOW, "Se apoya en")

#endif
