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
  'start.buy.1': 'Partez d’un modèle',
  'start.buy.2': 'Un verdict et un fait par exigence',
  'start.buy.3': 'Invitez, acceptez ou déclinez avec un motif',
  'start.buy.act': 'Publier un besoin d’achat',

  'start.supply': 'Fournir',
  'start.supply.as': 'Vous êtes une PME',
  'start.supply.text':
    'Remplissez un seul profil sur votre téléphone. Voyez des besoins réels, ce que vous remplissez déjà et ce qui vous manque.',
  'start.supply.1': 'Huit réponses pour commencer',
  'start.supply.2': 'Chaque réponse dit qui peut la lire',
  'start.supply.3': 'Gratuit, en quatre langues',
  'start.supply.act': 'Créer votre profil',

  'start.broker': 'Relier',
  'start.broker.as': 'Vous êtes une agence',
  'start.broker.text':
    'Apportez votre liste d’entreprises telle quelle, voyez chaque erreur de ligne et laissez les entreprises revendiquer leur fiche.',
  'start.broker.1': 'CSV et Excel, en-têtes en quatre langues',
  'start.broker.2': 'Doublons montrés, jamais fusionnés en silence',
  'start.broker.3': 'Annulation pendant un jour',
  'start.broker.act': 'Ouvrir un bureau',

  'start.needs': 'Besoins ouverts',
  'start.needs.all': 'Tous les besoins ouverts',
  'start.needs.empty': 'Aucun besoin n’est ouvert à tous en ce moment.',

  'start.growth': 'Une croissance qui profite aux entreprises',
  'start.growth.text':
    'Une entreprise à qui il manque un certificat n’est pas écartée. Highroad dit ce qui manque et combien de mois il faut d’habitude, pour qu’un presque devienne un plan.',
  'start.growth.standards':
    'Quel certificat vaut pour quel autre, à quelles conditions et en combien de temps d’habitude : le tableau derrière chaque verdict est ouvert à la lecture.',
  'start.growth.standards.all': 'Voir les normes',

  'public.needs': 'Besoins ouverts',
  'public.directory': 'Annuaire des fournisseurs',
  'public.standards': 'Normes',
  'public.api': 'API',
  'public.desk': 'Votre bureau',
  'public.about': 'Highroad est un logiciel libre.',
} satisfies Record<keyof typeof source, string>
