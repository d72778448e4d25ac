/* messages_es_lab.h - the sentences of the lab in Spanish; part of messages_es.h. */
#ifndef TDM_MESSAGES_ES_LAB_H
#define TDM_MESSAGES_ES_LAB_H

#define TDM_MESSAGES_ES_LAB(X) \
    X(LAB_NOTICE, "Hipótesis: no es evidencia ni consejo; nada de esto trata de una persona.") \
    X(LAB_MODEL, "modelo {ref} {value}, huella {words}; {n} {n|paciente|pacientes}, semilla {of_n}") \
    X(LAB_STEPS, "{words}; una de sus tasas es rápida: {n} pasos en media semana, donde basta uno para una más lenta") \
    X(LAB_MISFIT, "calibración: raíz de la media de z al cuadrado {value} en {n} filas ajustadas con {of_n} parámetros ajustados; la peor {words}") \
    X(LAB_FITTED, "parámetros ajustados: {words}") \
    X(LAB_PRIOR, "de ellos los datos no dicen casi nada sobre: {words}") \
    X(LAB_ROWS_HEAD, "Cifras publicadas junto al modelo") \
    X(LAB_SCEPTIC, "La última columna es el mismo modelo con un producto sin efecto biológico.") \
    X(LAB_SHOWN, "Las filas con * no se usaron para el ajuste.") \
    X(LAB_MC, "Tras el signo «+-»: un error estándar, de la cifra publicada (muestreo y entre estudios) o de la simulación.") \
    X(STUDY_HEAD, "estudio {ref} {value}, huella {words}; {n} {n|paciente|pacientes} por brazo durante {of_n} semanas, las mismas personas en cada brazo") \
    X(STUDY_HEAD_APART, "estudio {ref} {value}, huella {words}; {n} {n|paciente|pacientes} por brazo durante {of_n} semanas; los brazos de otro grado tienen otras personas") \
    X(STUDY_LEVELS, "Dónde están las personas: media y error de la simulación, percentiles 5 a 95") \
    X(STUDY_WITHOUT, "- sin efecto") \
    X(STUDY_WITHOUT_TOLD, "Filas con - sin efecto: las mismas personas con un producto sin efecto biológico, donde eso difiere.") \
    X(STUDY_CHANGES, "Cambio desde la inclusión hasta la semana {n}, y con un producto sin efecto biológico") \
    X(STUDY_PAIRS, "Diferencias entre brazos en la semana {n}, persona a persona con el mismo azar") \
    X(STUDY_PARTS, "De qué se compone el cambio en la semana {n}: nada hecho (regresión a la media y tiempo), contexto, como lo tiene el brazo placebo, atención (ejercicio y un contexto más largo, con un producto que no hace nada) y el producto") \
    X(STUDY_GATES, "Puertas: quién pasó, cuándo y qué lo detuvo") \
    X(STUDY_COURSE, "Cursos: sin respuesta es ganar menos de {value} puntos de dolor; tras +- el error de la simulación; entre paréntesis, sin el efecto del producto") \
    X(STUDY_STAYS, "Ninguna lectura del modelo mueve estas medidas, quedan en un valor dado: {words}") \
    X(STUDY_LIMITS, "Todo procedimiento cuenta como una dosis estándar del mismo producto, nombre lo que nombre el protocolo. Nadie abandona, enferma ni rehúsa; al preguntar por señales de alarma no se encuentra nada; las dosis no progresan; el equipo virtual hace en su visita semanal todo lo que el estado permite.") \
    X(STUDY_SELDOM, "{ref}. Menos de la mitad de las personas tuvo el procedimiento del que trata su protocolo: {words}. Lo que se dice de ellas es de otra cosa.") \
    X(STUDY_ASKED, "Se preguntó {n} veces al motor.") \
    X(STUDY_TRIALS, "Cuántas personas por brazo necesitaría un ensayo de dos brazos en la semana {n}: bilateral al 5 %, la última visita ajustada por la primera, {value} % perdidos antes") \
    X(STUDY_LOST, "entre {value} y {ref}") \
    X(STUDY_TOO_MANY, "más de {n}") \
    X(STUDY_TRIED, "Potencia y azar: proporción de {n} ensayos virtuales del tamaño para el 80 %, sacados otra vez de estas personas, que hallan una diferencia en la dirección de la ajustada; el error estándar de una proporción es de 1,6 puntos como mucho. Por azar: dos muestras de un mismo brazo.") \
    X(STUDY_ASSURANCE, "Escéptico: el mismo ensayo con un producto sin efecto biológico. Seguridad: la media de las dos potencias, cada supuesto con el mismo peso. Un ensayo que solo la hipótesis lleva al éxito tiene poca.") \
    X(STUDY_REVERSED, "Si el producto no hace nada, estos difieren al revés, entre paréntesis la proporción de ensayos que lo hallarían: {words}.") \
    X(STUDY_SWEEP, "Barrido {ref}: {words}; el brazo {value} una y otra vez") \
    X(STUDY_NEAR, "Con *: a medio punto del mejor o menos; con ?: el error de la simulación deja abierto si lo está. Entre paréntesis: cuánto dista del mejor, persona por persona. Las columnas bajo \"without\" son de un producto sin efecto biológico.") \
    X(STUDY_SETS, "Qué es tan bueno como lo mejor, y cuántas personas por brazo podrían distinguir más (potencia 80 %)") \
    X(STUDY_AIM_OVER_TIME, "función a lo largo del tiempo") \
    X(STUDY_AIM_AT_END, "función al final") \
    X(STUDY_AIM_STRUCTURE, "estructura al final") \
    X(STUDY_TELLS, "Aquí no hay un valor mejor, solo un conjunto: lo que está dentro difiere en menos de medio punto, que nadie notaría y apenas ningún ensayo distinguiría.") \
    X(STUDY_OTHER_PEOPLE, "Cada grado tiene sus propias personas.") \
    X(STUDY_PAGE_TITLE, "Pacientes virtuales: {words}") \
    X(STUDY_PAGE_PLOT, "Media de cada brazo por semana") \
    X(STUDY_PAGE_PLOT_TOLD, "{words} por semana, una línea por brazo: su media; puntos huecos: las mismas personas si el producto no hace nada. Las mismas cifras están en la tabla de abajo.") \
    X(STUDY_PAGE_SPREAD, "Cuánto difieren las personas en la semana {n}") \
    X(STUDY_TOLD_PAIN, "Dolor, 0 a 10: menos es mejor") \
    X(STUDY_TOLD_FUNCTION, "Función (KOOS), 0 a 100: más es mejor") \
    X(STUDY_TOLD_STRENGTH, "Fuerza, porcentaje de lo sano") \
    X(STUDY_TOLD_STRUCTURE, "Estructura, según el modelo, 0 a 100") \
    X(CLAIMS_TITLE, "Afirmaciones sobre la atención combinada") \
    X(CLAIMS_HEAD, "afirmaciones {ref} {value}, huella {words}; {n} {n|sorteo|sorteos} de las distribuciones previas con {of_n} {of_n|paciente|pacientes} cada uno, las mismas personas en cada programa") \
    X(CLAIMS_OWN, "Con los valores propios del modelo, y con un término apagado: {n} pacientes. Quedan fuera {of_n} {of_n|sorteo|sorteos} que las ecuaciones no admiten o que no llenan una cohorte.") \
    X(CLAIMS_TABLE, "Qué se afirma, en qué proporción de sorteos se cumple y en qué términos se apoya") \
    X(CLAIMS_FIGURES, "Las cifras detrás: los valores propios del modelo y el error de la simulación; un producto sin efecto biológico; los sorteos") \
    X(CLAIMS_BUILT_IN, "incorporada en el modelo") \
    X(CLAIMS_ALL_DRAWS, "se cumple en todos ({n} {n|sorteo|sorteos})") \
    X(CLAIMS_OPEN, "abierta") \
    X(CLAIMS_NEAR, "abierta: cerca de su límite") \
    X(CLAIMS_FAILS, "no se cumple") \
    X(CLAIMS_NONE_LEFT, "nada") \
    X(CLAIMS_NOTE_BUILT_IN, "Incorporada en el modelo: los sorteos muestran que se cumple en más de 99 de cada 100 (unilateral, al 95 %; 299 de 299 sorteos bastan, 298 de 298 no). Es una propiedad de las ecuaciones, no un resultado.") \
    X(CLAIMS_NOTE_ALL_DRAWS, "Se cumple en todos los sorteos: ninguno habla en contra, pero los sorteos o las personas son pocos para mostrar que está incorporada.") \
    X(CLAIMS_NOTE_FAILS, "No se cumple: con los valores propios del modelo no es así, a más de dos errores del límite, sea cual sea la proporción de los sorteos.") \
    X(CLAIMS_NOTE_NEAR, "Abierta, cerca de su límite: con los valores propios del modelo, una cifra está a menos de dos errores de su límite, de modo que no puede decirse ni que la afirmación se cumple ni que no.") \
    X(CLAIMS_NOTE_STANDS, "Se apoya en: con ese término apagado y todo lo demás igual, queda menos de la mitad de su distancia al límite, con dos errores de margen (entre paréntesis: lo que queda; nada: no se distingue de cero, o la afirmación no se cumple entonces). Una afirmación con varias cifras: la que más pierde.") \
    X(CLAIMS_NOTE_ERROR, "Lo que sigue a +- es un error estándar. El de una proporción es el de los sorteos y el de las personas, que son las mismas en cada sorteo: cada sorteo se juzga también por 32 mitades de ellas. La columna \"without\" es de los mismos sorteos con un producto sin efecto biológico.") \
    X(CLAIMS_PLOT, "Proporción de sorteos en los que se cumple cada afirmación") \
    X(CLAIMS_PLOT_TOLD, "Una barra por afirmación, del 0 al 100 por ciento de los sorteos, con un error estándar a cada lado; el punto hueco es con un producto sin efecto biológico. Las mismas cifras están en la tabla de abajo.") \
    X(LAB_NOT_FITTED, "calibración: ninguna, no se ajustó ninguna fila publicada; todo número es una distribución previa") \
    X(LAB_REFIT, "fuera del ajuste: raíz de la media de z al cuadrado {value} en {n} filas, cada una leída de uno de {of_n} ajustes que no tenían su ensayo; la peor {words}") \
    X(LAB_REFIT_TOLD, "Entre paréntesis: z de la fila tras un ajuste sin su ensayo.") \
    X(STUDY_AS_FITTED, "Lo que sigue a +- es solo el error de la simulación: los números del modelo quedan como se ajustaron. `--draws N` vive el estudio de nuevo con otros que los datos permiten y dice cuánto se mueve cada cifra; `tandem lab claims` lo dice de lo que se afirma.") \
    X(STUDY_DRAWN, "Otros números del modelo: se vivieron {n} de {of_n} sorteos, cada uno el estudio entero; los demás quedan fuera de las ecuaciones o no llenan una cohorte. Aquello a lo que nada se ajustó se sortea de su intervalo; con ello los números ajustados se ajustan de nuevo y se sortean de lo que las filas publicadas dejan abierto. Frente a esas filas los sorteos tienen una raíz de la media de z al cuadrado de {value} a {words} (percentiles 5 a 95), y los números del propio modelo de {ref} sobre las mismas personas: donde son parecidas, las medias publicadas no pueden elegir entre ellos. Si las ecuaciones mismas son falsas, ningún sorteo lo muestra.") \
    X(STUDY_DRAWN_CHANGES, "El cambio en la semana {n} con otros números del modelo: percentiles 5 a 95 de la media entre los sorteos; desviaciones estándar por sorteos (de esa media) y por personas (dentro de un sorteo)") \
    X(STUDY_DRAWN_PAIRS, "Diferencias entre brazos en la semana {n} con otros números del modelo") \
    X(STUDY_DRAWN_SHARES, "Quién no responde y quién pasó cada puerta, con otros números del modelo (porcentaje de personas)") \
    X(STUDY_DRAWN_TRIALS, "Personas por brazo con otros números del modelo: para una potencia del 80 %; y la potencia que entonces tiene, de media entre los sorteos, el tamaño para el 80 % según el ajuste") \
    X(STUDY_DRAWN_SIZE, "Un ensayo planeado solo con los números ajustados apuesta a que son ciertos: lo que tiene de media entre los sorteos es su potencia hasta donde este modelo sabe.") \
    X(STUDY_DRAWN_SWEEP, "En qué proporción de los sorteos de los números del modelo cada valor queda a medio punto del mejor o menos") \
    X(STUDY_SHORT, "En breve: en qué difieren los brazos en la semana {n}, y si el producto no hace nada") \
    X(STUDY_SHORT_DRAWN, "Entre paréntesis: dónde queda la cifra en nueve de cada diez sorteos de los números del modelo. Todo ello tiene además el error de la simulación, aquí de hasta {value} de dolor y {ref} de función.") \
    X(STUDY_SHORT_ERROR, "Tras +-: solo el error de la simulación.") \
    X(STUDY_SAYS, "Dolor de 0 a 10, menos es mejor; función de 0 a 100, más es mejor. Esto puede decir qué harían dos protocolos escritos a las mismas personas inventadas bajo un solo juego de ecuaciones, y cuántas personas necesitaría un ensayo para verlo. No puede decir que un producto sirve, qué le pasa a una persona ni qué es seguro.") \
    X(STUDY_PAGE_PLOT_NOTE, "Trazos verticales: dos veces el error de la simulación a cada lado.") \
    X(STUDY_PAGE_SPREAD_NOTE, "Cambio desde la inclusión. Barra: del percentil 5 al 95 de las personas; la media como punto; debajo, hueco, con un producto sin efecto biológico.") \
    X(STUDY_PAGE_PAIRS_NOTE, "La media como punto, su barra dos veces el error de la simulación a cada lado; debajo, hueco, con un producto sin efecto biológico.") \
    X(STUDY_PAGE_BAND, "Pálido: dónde queda la media en nueve de cada diez sorteos de los números del modelo.") \
    X(STUDY_PAGE_PAIRS, "En qué difieren los brazos en la semana {n}") \
    X(STUDY_PAGE_THIN, "Fino: dónde queda esa media en nueve de cada diez sorteos de los números del modelo.") \
    X(STUDY_PAGE_WHISKER, "Fino, sobre la barra: dónde queda la media en nueve de cada diez sorteos de los números del modelo.") \
    X(STUDY_PAIR, "{words} menos {value}") \
    X(STUDY_BOUND, "{value} ({words} a {ref})") \
    X(STUDY_BOUND_TOLD, "Entre paréntesis tras las personas: si la diferencia fuera mayor o menor en dos veces el error de la simulación; más pacientes lo estrechan.") \
    X(STUDY_ANSWER_SWEEP, "En breve, a medio punto del mejor o menos: {words}. Si el producto no hace nada: {ref}. Ningún valor es el mejor: para distinguir el mejor del peor por la función al final, un ensayo necesitaría {value} personas por brazo.") \
    X(STUDY_ANSWER_ALONE, "En breve, a medio punto del mejor o menos: {words}. Si el producto no hace nada: {ref}. Para distinguir el mejor del peor por la función al final, un ensayo necesitaría {value} personas por brazo.") \
    X(STUDY_ANSWER_TRIALS, "En breve: cuántas personas por brazo necesitaría un ensayo para distinguir {ref} de otro brazo por la función en la semana {n} (potencia 80 %), y entre paréntesis si el producto no hace nada: {words}.") \
    X(STUDY_PAGE_TITLE_TRIALS, "De qué tamaño tendría que ser un ensayo: {words}") \
    X(STUDY_PAGE_SWEPT, "Cuánto queda cada valor por debajo del mejor") \
    X(STUDY_PAGE_SWEPT_NOTE, "El mejor valor de cada clase está en 0; lo que llega a la franja pálida es igual de bueno. Si el producto no hace nada, el mejor puede ser otro valor.") \
    X(STUDY_PAGE_TRIALS, "Personas por brazo para una potencia del 80 %") \
    X(STUDY_PAGE_TRIALS_NOTE, "La escala va de diez en diez veces. Lo comparado con ningún tratamiento está solo en la tabla.") \
    X(STUDY_SWEPT_OVER_TIME, "Función a lo largo del tiempo") \
    X(STUDY_SWEPT_AT_END, "Función al final") \
    X(STUDY_SWEPT_STRUCTURE, "Estructura al final") \
    X(STUDY_AXIS_BELOW, "puntos por debajo del mejor valor") \
    X(STUDY_AXIS_PEOPLE, "personas por brazo") \
    X(STUDY_AXIS_CHANGE_PAIN, "puntos; a la izquierda de 0: menos dolor") \
    X(STUDY_AXIS_CHANGE, "puntos; a la derecha de 0: más") \
    X(STUDY_AXIS_LESS_PAIN, "puntos; izquierda: menos dolor en el primero") \
    X(STUDY_AXIS_LESS, "puntos; derecha: más en el primero") \
    X(STUDY_KEY_MODEL, "media, como la tiene el modelo") \
    X(STUDY_KEY_SIZE, "tamaño, como lo tiene el modelo") \
    X(STUDY_KEY_WITHOUT, "lo mismo si el producto no hace nada") \
    X(STUDY_KEY_PEOPLE, "percentiles 5 a 95 de las personas") \
    X(STUDY_KEY_ERROR, "dos veces el error de la simulación") \
    X(STUDY_KEY_NEAR, "a medio punto del mejor o menos")

#endif
