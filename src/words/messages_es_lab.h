/* messages_es_lab.h - the sentences of the lab in Spanish; part of messages_es.h. */
#ifndef TDM_MESSAGES_ES_LAB_H
#define TDM_MESSAGES_ES_LAB_H

#define TDM_MESSAGES_ES_LAB(X) \
    X(LAB_NOTICE, "Hipótesis: no es evidencia ni consejo; nada de esto trata de una persona.") \
    X(LAB_MODEL, "modelo {ref} {value}, huella {words}; {n} {n|paciente|pacientes}, semilla {of_n}") \
    X(LAB_MISFIT, "calibración: raíz de la media de z al cuadrado {value} en {n} filas ajustadas con {of_n} parámetros ajustados; la peor {words}") \
    X(LAB_FITTED, "parámetros ajustados: {words}") \
    X(LAB_PRIOR, "de ellos los datos no dicen casi nada sobre: {words}") \
    X(LAB_ROWS_HEAD, "Cifras publicadas junto al modelo") \
    X(LAB_SCEPTIC, "La última columna es el mismo modelo con un producto sin efecto biológico.") \
    X(LAB_SHOWN, "Las filas con * no se usaron para el ajuste.") \
    X(LAB_MC, "Tras el signo «+-»: un error estándar, de la cifra publicada (muestreo y entre estudios) o de la simulación.") \
    X(STUDY_HEAD, "estudio {ref} {value}, huella {words}; {n} {n|paciente|pacientes} por brazo durante {of_n} semanas, las mismas personas en cada brazo") \
    X(STUDY_LEVELS, "Dónde están las personas: media y error de la simulación, percentiles 5 a 95") \
    X(STUDY_CHANGES, "Cambio desde la inclusión hasta la semana {n}, y con un producto sin efecto biológico") \
    X(STUDY_PAIRS, "Diferencias entre brazos en la semana {n}, persona a persona con el mismo azar") \
    X(STUDY_PARTS, "De qué se compone el cambio en la semana {n}: nada hecho (regresión a la media y tiempo), contexto, el resto") \
    X(STUDY_GATES, "Puertas: quién pasó, cuándo y qué lo detuvo") \
    X(STUDY_COURSE, "Cursos: sin respuesta es ganar menos de {value} puntos de dolor; entre paréntesis, sin el efecto del producto") \
    X(STUDY_STAYS, "Ninguna lectura del modelo mueve estas medidas, quedan en un valor dado: {words}") \
    X(STUDY_LIMITS, "Nadie abandona, enferma ni rehúsa; al preguntar por señales de alarma no se encuentra nada; las dosis no progresan; el equipo virtual hace en su visita semanal todo lo que el estado permite.") \
    X(STUDY_ASKED, "Se preguntó {n} veces al motor.")

#endif
