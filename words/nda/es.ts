/** Spanish: the template of the non-disclosure agreement. */

import type { TEMPLATE as source } from './en.ts'

export const TEMPLATE = {
  'nda-title.one-way': 'Acuerdo de confidencialidad (unilateral)',
  'nda-title.mutual': 'Acuerdo de confidencialidad (mutuo)',
  'nda.template-note':
    'Este texto es un modelo. Está escrito para que se entienda y no sustituye el consejo legal: que lo lea un abogado de su país antes de firmar.',
  'nda.parties': 'Entre {leadFirm} (la empresa líder) y {sme} (el proveedor), sobre la necesidad de compra «{need}», ofrecido el {day}.',
  'nda-heading.purpose': 'Finalidad',
  'nda-clause.purpose.one-way':
    'La empresa líder revela información al proveedor para que ambas partes averigüen si el proveedor puede fabricar lo que la necesidad pide, y en qué condiciones.',
  'nda-clause.purpose.mutual':
    'Ambas partes se revelan información para averiguar si el proveedor puede fabricar lo que la necesidad pide, y en qué condiciones.',
  'nda-heading.information': 'Información confidencial',
  'nda-clause.information.one-way':
    'Es confidencial todo lo que la empresa líder revele con esa finalidad, por escrito, como plano, muestra o archivo, o de palabra: ante todo planos, especificaciones, volúmenes, precios y proyectos, y el hecho de que las partes estén en conversaciones.',
  'nda-clause.information.mutual':
    'Es confidencial todo lo que una parte revele a la otra con esa finalidad, por escrito, como plano, muestra o archivo, o de palabra: ante todo planos, especificaciones, procesos, volúmenes, costos, precios y proyectos, y el hecho de que las partes estén en conversaciones.',
  'nda-heading.duties': 'Obligaciones',
  'nda-clause.duties.one-way':
    'El proveedor usa la información solo para esa finalidad, la muestra únicamente a aquellas de sus personas que la necesitan y están obligadas al secreto, no la copia más de lo necesario, la guarda con el mismo cuidado que la propia y no la entrega a nadie más sin el consentimiento escrito de la empresa líder. No desmonta nada para averiguar cómo está hecho.',
  'nda-clause.duties.mutual':
    'Quien recibe información la usa solo para esa finalidad, la muestra únicamente a aquellas de sus personas que la necesitan y están obligadas al secreto, no la copia más de lo necesario, la guarda con el mismo cuidado que la propia y no la entrega a nadie más sin el consentimiento escrito de la parte de la que procede. Nadie desmonta nada para averiguar cómo está hecho.',
  'nda-heading.exceptions': 'Excepciones',
  'nda-clause.exceptions':
    'No es confidencial lo que antes ya era público o conocido por quien lo recibe, lo que se hace público sin culpa suya, lo que un tercero entrega con derecho y lo que quien lo recibe desarrolla por sí mismo sin la información. Lo que exija un tribunal o una autoridad puede revelársele; la otra parte será avisada antes, si la ley lo permite.',
  'nda-heading.term': 'Duración',
  'nda-clause.term':
    'El acuerdo rige desde el día en que firma la segunda parte. Lo revelado permanece confidencial durante {months, plural, one {# mes} other {# meses}} desde ese día; los secretos empresariales, mientras lo sean.',
  'nda-heading.return': 'Devolución',
  'nda-clause.return':
    'A petición, quien recibió devuelve o destruye en 30 días todos los documentos, muestras y archivos y lo confirma por escrito. Lo que la ley le obliga a conservar, y las copias en respaldos habituales, lo sigue guardando en secreto.',
  'nda-heading.rights': 'Sin otros derechos ni obligación de contratar',
  'nda-clause.rights':
    'La información y todos los derechos sobre ella siguen siendo de la parte de la que procede. Este acuerdo no obliga a ninguna parte a hacer un pedido, a aceptarlo ni a tratar solo con la otra.',
  'nda-heading.law': 'Derecho y forma',
  'nda-clause.law':
    'Se aplica el derecho del país donde tiene su sede la parte de cuya información se trate, y deciden sus tribunales, salvo que las partes acuerden otra cosa por escrito. Los cambios requieren forma escrita. Si una cláusula es nula, las demás siguen en pie.',
  'nda-party.lead-firm': 'Por la empresa líder',
  'nda-party.sme': 'Por el proveedor',
  'nda.signed-by': 'Firmado por',
  'nda.signed-at': 'El',
  'nda.session': 'Sesión con la que se firmó',
  'nda.signatures': 'Firmas',
  'nda.signatures-open': 'Firmas (aún incompletas)',
  'nda.hash': 'SHA-256 del texto anterior, al que se refiere cada firma: {hash}',
  'nda.page': 'Página {n} de {of}',
} satisfies Record<keyof typeof source, string>
