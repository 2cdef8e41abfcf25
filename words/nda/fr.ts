/** French: the template of the non-disclosure agreement. */

import type { TEMPLATE as source } from './en.ts'

export const TEMPLATE = {
  'nda-title.one-way': 'Accord de confidentialité (unilatéral)',
  'nda-title.mutual': 'Accord de confidentialité (réciproque)',
  'nda.template-note':
    'Ce texte est un modèle. Il est écrit pour être compris et ne remplace pas un conseil juridique : faites-le lire par un avocat de votre pays avant de signer.',
  'nda.parties':
    'Entre {leadFirm} (l’entreprise cheffe de file) et {sme} (le fournisseur), au sujet du besoin « {need} », proposé le {day}.',
  'nda-heading.purpose': 'Objet',
  'nda-clause.purpose.one-way':
    'L’entreprise cheffe de file communique des informations au fournisseur pour que les deux parties sachent si le fournisseur peut fabriquer ce que le besoin demande, et à quelles conditions.',
  'nda-clause.purpose.mutual':
    'Les deux parties se communiquent des informations pour savoir si le fournisseur peut fabriquer ce que le besoin demande, et à quelles conditions.',
  'nda-heading.information': 'Informations confidentielles',
  'nda-clause.information.one-way':
    'Est confidentiel tout ce que l’entreprise cheffe de file communique à cette fin, par écrit, sous forme de plan, d’échantillon ou de fichier, ou de vive voix : avant tout les plans, spécifications, volumes, prix et projets, et le fait que les parties sont en discussion.',
  'nda-clause.information.mutual':
    'Est confidentiel tout ce qu’une partie communique à l’autre à cette fin, par écrit, sous forme de plan, d’échantillon ou de fichier, ou de vive voix : avant tout les plans, spécifications, procédés, volumes, coûts, prix et projets, et le fait que les parties sont en discussion.',
  'nda-heading.duties': 'Obligations',
  'nda-clause.duties.one-way':
    'Le fournisseur n’utilise les informations qu’à cette fin, ne les montre qu’à celles de ses personnes qui en ont besoin et sont tenues au secret, ne les copie pas plus que nécessaire, les garde avec le même soin que les siennes et ne les remet à personne d’autre sans l’accord écrit de l’entreprise cheffe de file. Il ne démonte rien pour découvrir comment c’est fait.',
  'nda-clause.duties.mutual':
    'Qui reçoit des informations ne les utilise qu’à cette fin, ne les montre qu’à celles de ses personnes qui en ont besoin et sont tenues au secret, ne les copie pas plus que nécessaire, les garde avec le même soin que les siennes et ne les remet à personne d’autre sans l’accord écrit de la partie dont elles viennent. Personne ne démonte rien pour découvrir comment c’est fait.',
  'nda-heading.exceptions': 'Exceptions',
  'nda-clause.exceptions':
    'N’est pas confidentiel ce qui était déjà public ou connu du destinataire, ce qui devient public sans faute de sa part, ce qu’un tiers transmet à bon droit et ce que le destinataire développe de lui-même sans ces informations. Ce qu’un tribunal ou une autorité exige peut lui être communiqué ; l’autre partie en est avertie avant, si la loi le permet.',
  'nda-heading.term': 'Durée',
  'nda-clause.term':
    'L’accord vaut à partir du jour où la seconde partie signe. Ce qui a été communiqué reste confidentiel pendant {months, plural, one {# mois} other {# mois}} à compter de ce jour ; les secrets d’affaires, tant qu’ils le sont.',
  'nda-heading.return': 'Restitution',
  'nda-clause.return':
    'Sur demande, le destinataire rend ou détruit sous 30 jours tous les documents, échantillons et fichiers et le confirme par écrit. Ce que la loi l’oblige à conserver, et les copies dans les sauvegardes habituelles, il continue à le garder secret.',
  'nda-heading.rights': 'Pas d’autres droits, pas d’obligation de contracter',
  'nda-clause.rights':
    'Les informations et tous les droits qui s’y attachent restent à la partie dont elles viennent. Cet accord n’oblige aucune partie à passer commande, à en accepter une ni à ne traiter qu’avec l’autre.',
  'nda-heading.law': 'Droit et forme',
  'nda-clause.law':
    'Le droit du pays où siège la partie dont les informations sont en cause s’applique, et ses tribunaux décident, sauf accord écrit contraire des parties. Les modifications se font par écrit. Si une clause est nulle, les autres restent valables.',
  'nda-party.lead-firm': 'Pour l’entreprise cheffe de file',
  'nda-party.sme': 'Pour le fournisseur',
  'nda.signed-by': 'Signé par',
  'nda.signed-at': 'Le',
  'nda.session': 'Session de signature',
  'nda.signatures': 'Signatures',
  'nda.signatures-open': 'Signatures (encore incomplètes)',
  'nda.hash': 'SHA-256 du texte ci-dessus, que couvre chaque signature : {hash}',
  'nda.page': 'Page {n} sur {of}',
} satisfies Record<keyof typeof source, string>
