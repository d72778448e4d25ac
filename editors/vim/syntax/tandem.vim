" Made by tools/highlight.py from the tables of the program; do not edit.
" Language: the notation of Tandem (protocols, parts, decisions, catalogue, charts, scenarios, instruments)
if exists('b:current_syntax')
  finish
endif
syntax case match

syntax match tandemPhrase '\%([A-Za-z0-9_.:%+/-]\)\@<!\%(compensation\|clearance\|discharge\|enrolment\|procedure\|substance\|baseline\|screened\|finding\|settled\|without\|always\|before\|better\|latest\|record\|taking\|within\|above\|after\|below\|class\|event\|every\|gives\|least\|since\|start\|until\|worse\|worst\|best\|flag\|from\|gate\|last\|mean\|most\|none\|norm\|open\|than\|when\|with\|all\|and\|any\|end\|not\|own\|at\|by\|in\|is\|no\|of\|or\|to\)\%([A-Za-z0-9_.:%+/-]\)\@!'
syntax match tandemNumber '\%([A-Za-z0-9_.:%+/-]\)\@<!-\?\d\+\%(\.\d\+\)\?%\?\%([A-Za-z0-9_.:%+/-]\)\@!' nextgroup=tandemUnit skipwhite
syntax match tandemUnit '\%(million/mL\|billion/L\|mL/kg/min\|steps/min\|mmol/mol\|N\.m/kg\|billion\|lbf\.ft\|lbf\.in\|million\|steps/d\|N\.m/s\|mJ/mm2\|mmol/L\|points\|umol/L\|deg/s\|kg/m2\|mg/dL\|mg/kg\|mg/mL\|ng/mL\|steps\|ug/kg\|ug/mL\|N/kg\|N\.m\|W/kg\|cm/s\|degF\|g/dL\|km/h\|m/s2\|mg/L\|mmHg\|reps\|Cel\|MET\|N/s\|bar\|bpm\|cm2\|deg\|g/L\|kPa\|kgf\|lbf\|m/s\|min\|mm2\|AU\|Hz\|IU\|Pa\|cm\|dL\|ft\|in\|kJ\|kN\|kg\|km\|lb\|mA\|mL\|mV\|mg\|mm\|ms\|uL\|uV\|ug\|wk\|J\|L\|N\|W\|d\|g\|h\|m\|s\)\%([A-Za-z0-9_.:%+/-]\)\@!' contained
syntax match tandemMark '\%([A-Za-z0-9_.:%+/-]\)\@<!\d\+\%(+\|[A-Za-z][A-Za-z0-9]*\)\%([A-Za-z0-9_.:%+/-]\)\@!'
syntax match tandemDate '\%([A-Za-z0-9_.:%+/-]\)\@<!\d\{4}-\d\d-\d\d\%(T[0-9:.]\+\%(Z\|[+-]\d\d:\d\d\)\)\?\%([A-Za-z0-9_.:%+/-]\)\@!'
syntax match tandemTime '\%([A-Za-z0-9_.:%+/-]\)\@<!\d\d:\d\d\%([A-Za-z0-9_.:%+/-]\)\@!'
syntax match tandemClause '^ \+\zs\%(jurisdictions\|compensation\|jurisdiction\|ingredients\|autologous\|attribute\|condition\|emergency\|equipment\|guideline\|otherwise\|procedure\|published\|substance\|synthetic\|withdrawn\|activity\|escalate\|narrower\|notation\|protocol\|question\|reviewed\|strength\|stresses\|systemic\|advance\|against\|because\|caution\|demands\|imaging\|muscles\|patient\|regress\|without\|assess\|easier\|family\|harder\|higher\|intent\|length\|number\|people\|raised\|region\|signed\|speaks\|status\|target\|trials\|within\|about\|class\|clock\|error\|fresh\|loads\|local\|lower\|moves\|needs\|offer\|other\|reads\|route\|ruled\|scale\|shows\|sided\|steps\|title\|until\|usual\|valid\|vital\|weeks\|whole\|also\|asks\|best\|both\|cite\|code\|dose\|ends\|from\|hold\|load\|near\|norm\|says\|site\|step\|stop\|tell\|then\|week\|zone\|1RM\|aim\|for\|may\|not\|use\|at\|by\|do\|id\|in\|is\|no\|of\|on\)\%([A-Za-z0-9_.:%+/-]\)\@!'
syntax match tandemEntry '\%(^\d\{4}-\d\d-\d\d \+\%(\d\d:\d\d \+\)\?\)\@<=\%(acknowledge\|prescribe\|procedure\|statement\|medicine\|override\|withdraw\|adverse\|consent\|correct\|finding\|handoff\|session\|answer\|assess\|resume\|revoke\|screen\|amend\|clear\|diary\|enrol\|enter\|deny\|flag\|hold\|move\|plan\|end\)\%([A-Za-z0-9_.:%+/-]\)\@!'
if search('^scenarios ', 'nw')
  syntax match tandemClause '^ \+\zs\%(restriction\|clearance\|exercise\|ceiling\|finding\|warning\|expect\|people\|target\|given\|never\|phase\|times\|track\|would\|flag\|gate\|plan\|rule\|site\|day\|no\)\%([A-Za-z0-9_.:%+/-]\)\@!'
  syntax match tandemDate '^ \+\zsday -\?\d\+\%( to -\?\d\+\%( every \d\+ days\)\?\)\?\%( is\)\@!'
  syntax match tandemEntry '\%(^ \+day -\?\d\+\%( to -\?\d\+\%( every \d\+ days\)\?\)\? \+\%(\d\d:\d\d \+\)\?\)\@<=\%(acknowledge\|prescribe\|procedure\|statement\|medicine\|override\|withdraw\|adverse\|consent\|correct\|finding\|handoff\|session\|answer\|assess\|resume\|revoke\|screen\|amend\|clear\|diary\|enrol\|enter\|deny\|flag\|hold\|move\|plan\|end\)\%([A-Za-z0-9_.:%+/-]\)\@!'
endif
if search('^instrument ', 'nw')
  syntax match tandemClause '^ \+\zs\%(reversed\|measure\|wording\|capped\|digits\|holder\|recall\|items\|older\|range\|table\|title\|band\|cite\|code\|says\|all\|ask\|one\|at\|id\|is\|of\)\%([A-Za-z0-9_.:%+/-]\)\@!'
endif
syntax match tandemBlock '^\%(instrument\|attribute\|clearance\|condition\|positions\|procedure\|scenarios\|substance\|threshold\|unnoticed\|activity\|decision\|exercise\|language\|progress\|protocol\|restrict\|scenario\|variable\|finding\|measure\|product\|course\|factor\|family\|muscle\|option\|region\|source\|tissue\|chart\|class\|codes\|never\|phase\|route\|scale\|score\|flag\|gate\|part\|plan\|role\|text\|owe\|set\)\%([A-Za-z0-9_.:%+/-]\)\@!' nextgroup=tandemName skipwhite
syntax match tandemName '[A-Za-z][A-Za-z0-9_./-]*' contained
syntax region tandemCites matchgroup=Delimiter start='\[' end='\]\|$' oneline contains=tandemText,tandemOwn
syntax match tandemOwn '\%([A-Za-z0-9_.:%+/-]\)\@<!own\%([A-Za-z0-9_.:%+/-]\)\@!' contained
syntax region tandemText start='"' skip='\\\\\|\\"' end='"\|$' oneline
syntax match tandemComment '\%(^\|[ )"\]]\)\@<=#.*$'
syntax region tandemVerbatim start='^\z( *\)\S.*|\s*$'rs=e+1 end='^\%(\z1  \|\s*$\)\@!'me=s-1 keepend

highlight default link tandemBlock Keyword
highlight default link tandemClause Statement
highlight default link tandemEntry Statement
highlight default link tandemName Identifier
highlight default link tandemPhrase Operator
highlight default link tandemNumber Number
highlight default link tandemUnit Type
highlight default link tandemMark Number
highlight default link tandemDate Constant
highlight default link tandemTime Constant
highlight default link tandemCites PreProc
highlight default link tandemOwn Special
highlight default link tandemText String
highlight default link tandemVerbatim String
highlight default link tandemComment Comment

let b:current_syntax = 'tandem'
