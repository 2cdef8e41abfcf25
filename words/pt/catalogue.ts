/** Portuguese: process families, sectors and functions of the catalogue. */

import type { catalogue as source } from '../en/catalogue.ts'

export const catalogue = {
  'process.stamping': 'Estampagem e prensagem',
  'process.injection-moulding': 'Moldagem por injeção',
  'process.casting': 'Fundição',
  'process.forging': 'Forjamento',
  'process.machining': 'Torneamento e fresamento',
  'process.sheet-metal-welding': 'Chapas e soldagem',
  'process.surface-heat-treatment': 'Tratamento de superfície e térmico',
  'process.electronics-assembly': 'Montagem eletrônica e chicotes',
  'process.rubber-plastics-extrusion': 'Extrusão de borracha e plásticos',
  'process.textiles-garments-footwear-leather': 'Têxteis, confecção, calçados e couro',
  'process.food-processing': 'Processamento de alimentos',
  'process.packaging-printing': 'Embalagens e impressão',
  'process.services': 'Serviços',

  'sector.automotive': 'Automotivo',
  'sector.aerospace': 'Aeroespacial',
  'sector.electronics': 'Eletrônica',
  'sector.medical-devices': 'Dispositivos médicos',
  'sector.food-beverage': 'Alimentos e bebidas',
  'sector.fresh-produce': 'Produtos frescos',
  'sector.apparel-footwear-leather': 'Vestuário, calçados e couro',
  'sector.metal-structures-energy': 'Estruturas metálicas, mineração e energia',
  'sector.packaging': 'Embalagens',
  'sector.furniture-wood': 'Móveis e madeira',
  'sector.services': 'Serviços',

  'function.design': 'Projeto',
  'function.tooling': 'Ferramental',
  'function.production': 'Produção',
  'function.testing': 'Ensaios',
  'function.logistics': 'Logística',
  'function.branding': 'Marca',
  'function.after-sales': 'Pós-venda',
  'function-mode.own': 'Própria',
  'function-mode.bought': 'Comprada',

  'size.micro': 'Micro, até 9 pessoas',
  'size.small': 'Pequena, de 10 a 49 pessoas',
  'size.medium': 'Média, de 50 a 249 pessoas',
  'size.large': 'Grande, 250 pessoas ou mais',
} satisfies Record<keyof typeof source, string>
