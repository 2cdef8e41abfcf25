/** Spanish: process families, sectors and functions of the catalogue. */

import type { catalogue as source } from '../en/catalogue.ts'

export const catalogue = {
  'process.stamping': 'Estampado y prensado',
  'process.injection-moulding': 'Moldeo por inyección',
  'process.casting': 'Fundición',
  'process.forging': 'Forja',
  'process.machining': 'Torneado y fresado',
  'process.sheet-metal-welding': 'Chapa y soldadura',
  'process.surface-heat-treatment': 'Tratamiento superficial y térmico',
  'process.electronics-assembly': 'Montaje electrónico y cableado',
  'process.rubber-plastics-extrusion': 'Extrusión de caucho y plásticos',
  'process.textiles-garments-footwear-leather': 'Textil, confección, calzado y cuero',
  'process.food-processing': 'Procesamiento de alimentos',
  'process.packaging-printing': 'Envases e impresión',
  'process.services': 'Servicios',

  'sector.automotive': 'Automoción',
  'sector.aerospace': 'Aeroespacial',
  'sector.electronics': 'Electrónica',
  'sector.medical-devices': 'Dispositivos médicos',
  'sector.food-beverage': 'Alimentos y bebidas',
  'sector.fresh-produce': 'Productos frescos',
  'sector.apparel-footwear-leather': 'Confección, calzado y cuero',
  'sector.metal-structures-energy': 'Estructuras metálicas, minería y energía',
  'sector.packaging': 'Envases',
  'sector.furniture-wood': 'Muebles y madera',
  'sector.services': 'Servicios',

  'function.design': 'Diseño',
  'function.tooling': 'Utillaje',
  'function.production': 'Producción',
  'function.testing': 'Ensayos',
  'function.logistics': 'Logística',
  'function.branding': 'Marca',
  'function.after-sales': 'Servicio posventa',
  'function-mode.own': 'Propia',
  'function-mode.bought': 'Comprada',

  'size.micro': 'Micro, hasta 9 personas',
  'size.small': 'Pequeña, de 10 a 49 personas',
  'size.medium': 'Mediana, de 50 a 249 personas',
  'size.large': 'Grande, 250 personas o más',
} satisfies Record<keyof typeof source, string>
