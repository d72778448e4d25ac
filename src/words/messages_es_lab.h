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
    X(LAB_MC, "Tras el signo «+-»: un error estándar, de la cifra publicada (muestreo y entre estudios) o de la simulación.")

#endif
