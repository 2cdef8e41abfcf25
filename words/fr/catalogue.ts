/** French: process families, sectors and functions of the catalogue. */

import type { catalogue as source } from '../en/catalogue.ts'

export const catalogue = {
  'process.stamping': 'Emboutissage et pressage',
  'process.injection-moulding': 'Moulage par injection',
  'process.casting': 'Fonderie',
  'process.forging': 'Forge',
  'process.machining': 'Tournage et fraisage',
  'process.sheet-metal-welding': 'Tôlerie et soudage',
  'process.surface-heat-treatment': 'Traitement de surface et thermique',
  'process.electronics-assembly': 'Assemblage électronique et faisceaux',
  'process.rubber-plastics-extrusion': 'Extrusion de caoutchouc et de plastiques',
  'process.textiles-garments-footwear-leather': 'Textile, habillement, chaussure et cuir',
  'process.food-processing': 'Transformation alimentaire',
  'process.packaging-printing': 'Emballage et impression',
  'process.services': 'Services',

  'sector.automotive': 'Automobile',
  'sector.aerospace': 'Aéronautique',
  'sector.electronics': 'Électronique',
  'sector.medical-devices': 'Dispositifs médicaux',
  'sector.food-beverage': 'Aliments et boissons',
  'sector.fresh-produce': 'Produits frais',
  'sector.apparel-footwear-leather': 'Habillement, chaussure et cuir',
  'sector.metal-structures-energy': 'Structures métalliques, mines et énergie',
  'sector.packaging': 'Emballage',
  'sector.furniture-wood': 'Meubles et bois',
  'sector.services': 'Services',

  'function.design': 'Conception',
  'function.tooling': 'Outillage',
  'function.production': 'Production',
  'function.testing': 'Essais',
  'function.logistics': 'Logistique',
  'function.branding': 'Marque',
  'function.after-sales': 'Service après-vente',
  'function-mode.own': 'En interne',
  'function-mode.bought': 'Achetée',

  'size.micro': 'Micro, jusqu’à 9 personnes',
  'size.small': 'Petite, de 10 à 49 personnes',
  'size.medium': 'Moyenne, de 50 à 249 personnes',
  'size.large': 'Grande, 250 personnes ou plus',
} satisfies Record<keyof typeof source, string>
