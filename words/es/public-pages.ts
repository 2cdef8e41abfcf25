/** Spanish: the pages that everyone can read. */

import type { publicPages as source } from '../en/public-pages.ts'

export const publicPages = {
  'start.title': 'Empresas líderes y proveedores, con motivos',
  'start.description':
    'Highroad lee cada requisito de una necesidad de compra frente a lo que una empresa puede probar, y dice lo que falta.',
  'start.heading': 'Las empresas líderes encuentran proveedores que pueden hacerlo, o llegar a hacerlo.',
  'start.lead':
    'Highroad lee cada requisito de una necesidad de compra frente a lo que una empresa puede probar. Cada propuesta dice qué se cumple, qué falta y cuántos meses lleva cerrarlo.',

  'start.sample.for': 'para un soporte de asiento estampado, 40.000 uds. al mes',
  'start.sample.press': 'Fuerza de prensa 250 t, pedidas 200 t',
  'start.sample.press.note': 'Visto en planta, marzo de 2026',
  'start.sample.iso-9001': 'ISO 9001, mediante IATF 16949',
  'start.sample.iso-9001.note': 'Misma planta, vence el 11 may 2028',
  'start.sample.capacity': 'Capacidad libre 38.000 uds., pedidas 40.000',
  'start.sample.capacity.note': 'Tercer turno desde junio de 2027',
  'start.sample.iso-14001.note': 'Suele llevar de 6 a 9 meses',
  'start.sample.caption': 'Un ejemplo: una propuesta, como la ven ambas partes.',

  'start.buy': 'Comprar',
  'start.buy.as': 'Es una empresa líder',
  'start.buy.text': 'Publique una necesidad con su nombre o un alias y lea pymes ordenadas, con un motivo por requisito.',
  'start.buy.1': 'Empiece con una plantilla',
  'start.buy.2': 'Un resultado y un dato por cada requisito',
  'start.buy.3': 'Invite, acepte o decline con un motivo',
  'start.buy.act': 'Publicar una necesidad',

  'start.supply': 'Suministrar',
  'start.supply.as': 'Es una pyme',
  'start.supply.text': 'Rellene un solo perfil en su teléfono. Vea necesidades reales, lo que ya cumple y lo que le falta.',
  'start.supply.1': 'Ocho respuestas para empezar',
  'start.supply.2': 'Cada respuesta dice quién puede leerla',
  'start.supply.3': 'Gratis, en cuatro idiomas',
  'start.supply.act': 'Crear su perfil',

  'start.broker': 'Intermediar',
  'start.broker.as': 'Es una agencia',
  'start.broker.text': 'Traiga su lista de empresas tal como está, vea cada error de fila y deje que las empresas reclamen su ficha.',
  'start.broker.1': 'CSV y Excel, encabezados en cuatro idiomas',
  'start.broker.2': 'Los duplicados se muestran, nunca se fusionan a escondidas',
  'start.broker.3': 'Deshacer en el plazo de un día',
  'start.broker.act': 'Abrir un escritorio',

  'start.needs': 'Necesidades abiertas',
  'start.needs.all': 'Todas las necesidades abiertas',
  'start.needs.empty': 'Ahora no hay ninguna necesidad abierta a todos.',

  'start.growth': 'Crecer y que las empresas salgan ganando',
  'start.growth.text':
    'A una empresa a la que le falta un certificado no se la rechaza. Highroad dice qué falta y cuántos meses suele llevar, para que lo que falta poco se convierta en un plan.',
  'start.growth.standards':
    'Qué certificado vale por cuál, con qué condiciones y cuánto suele llevar cada uno: la tabla que hay detrás de cada resultado está a la vista.',
  'start.growth.standards.all': 'Ver las normas',

  'public.needs': 'Necesidades abiertas',
  'public.directory': 'Directorio de proveedores',
  'public.standards': 'Normas',
  'public.api': 'API',
  'public.desk': 'Su escritorio',
  'public.about': 'Highroad es software libre.',
} satisfies Record<keyof typeof source, string>
