/** French: the pages that everyone can read. */

import type { publicPages as source } from '../en/public-pages.ts'

export const publicPages = {
  'start.title': 'Entreprises et fournisseurs, avec des raisons',
  'start.description': 'Highroad lit chaque exigence d’un besoin d’achat face à ce qu’une entreprise peut prouver, et dit ce qui manque.',
  'start.heading': 'Les grandes entreprises trouvent des fournisseurs capables, ou en passe de l’être.',
  'start.lead':
    'Highroad lit chaque exigence d’un besoin d’achat face à ce qu’une entreprise peut prouver. Chaque proposition dit ce qui est satisfait, ce qui manque, et combien de mois il faut pour le combler.',

  'start.sample.for': 'pour un support de siège embouti, 40 000 pcs par mois',
  'start.sample.press': 'Force de presse 250 t, 200 t demandées',
  'start.sample.press.note': 'Vu sur place, mars 2026',
  'start.sample.iso-9001': 'ISO 9001, par IATF 16949',
  'start.sample.iso-9001.note': 'Même site, expire le 11 mai 2028',
  'start.sample.capacity': 'Capacité libre 38 000 pcs, 40 000 demandées',
  'start.sample.capacity.note': 'Troisième équipe dès juin 2027',
  'start.sample.iso-14001.note': 'D’ordinaire 6 à 9 mois à combler',
  'start.sample.caption': 'Un exemple : une proposition, telle que la voient les deux parties.',

  'start.buy': 'Acheter',
  'start.buy.as': 'Vous êtes une entreprise cheffe de file',
  'start.buy.text': 'Publiez un besoin sous votre nom ou un alias, et lisez des PME classées, avec une raison par exigence.',
  'start.buy.1': 'Partez d’un modèle ou d’une liste',
  'start.buy.2': 'Comparez des PME côte à côte',
  'start.buy.3': 'Suivez les jalons après l’attribution',
  'start.buy.act': 'Publier un besoin d’achat',

  'start.supply': 'Fournir',
  'start.supply.as': 'Vous êtes une PME',
  'start.supply.text':
    'Remplissez un seul profil sur votre téléphone. Voyez de vrais besoins, ce qui vous manque, et le pas qui en ouvre le plus.',
  'start.supply.1': 'Huit réponses pour commencer',
  'start.supply.2': 'Vous choisissez qui voit quoi',
  'start.supply.3': 'Gratuit, en quatre langues',
  'start.supply.act': 'Créer votre profil',

  'start.broker': 'Relier',
  'start.broker.as': 'Vous êtes une agence',
  'start.broker.text': 'Amenez vos PME, relisez les propositions avant leur envoi, et rendez compte des liens par secteur et région.',
  'start.broker.1': 'Importez les listes que vous avez',
  'start.broker.2': 'Un tableau qui montre qui se tait',
  'start.broker.3': 'Des rapports pour votre ministère',
  'start.broker.act': 'Ouvrir un bureau',

  'start.needs': 'Besoins ouverts',
  'start.needs.all': 'Tous les besoins ouverts',
  'start.needs.empty': 'Aucun besoin n’est ouvert à tous en ce moment.',

  'start.growth': 'Une croissance qui profite aux entreprises',
  'start.growth.text':
    'Les entreprises cheffes de file apportent huit formes de soutien, de l’outillage au volume garanti. Une partie déclare les jalons, l’autre les vérifie. Chaque PME voit, en privé, si elle est sur la voie haute.',
  'start.growth.support': 'Les huit formes de soutien',

  'public.needs': 'Besoins ouverts',
  'public.directory': 'Annuaire des fournisseurs',
  'public.api': 'API',
  'public.desk': 'Votre bureau',
  'public.about': 'Highroad est un logiciel libre.',
} satisfies Record<keyof typeof source, string>
