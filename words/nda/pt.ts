/** Portuguese: the template of the non-disclosure agreement. */

import type { TEMPLATE as source } from './en.ts'

export const TEMPLATE = {
  'nda-title.one-way': 'Acordo de confidencialidade (unilateral)',
  'nda-title.mutual': 'Acordo de confidencialidade (mútuo)',
  'nda.template-note':
    'Este texto é um modelo. Foi escrito para ser entendido e não substitui aconselhamento jurídico: peça a um advogado do seu país que o leia antes de assinar.',
  'nda.parties': 'Entre {leadFirm} (a empresa líder) e {sme} (o fornecedor), sobre a necessidade de compra “{need}”, proposto em {day}.',
  'nda-heading.purpose': 'Finalidade',
  'nda-clause.purpose.one-way':
    'A empresa líder revela informações ao fornecedor para que ambas as partes saibam se o fornecedor pode fabricar o que a necessidade pede, e em que condições.',
  'nda-clause.purpose.mutual':
    'Ambas as partes revelam informações uma à outra para saber se o fornecedor pode fabricar o que a necessidade pede, e em que condições.',
  'nda-heading.information': 'Informação confidencial',
  'nda-clause.information.one-way':
    'É confidencial tudo o que a empresa líder revelar para essa finalidade, por escrito, como desenho, amostra ou arquivo, ou verbalmente: sobretudo desenhos, especificações, volumes, preços e planos, e o fato de as partes estarem em conversa.',
  'nda-clause.information.mutual':
    'É confidencial tudo o que uma parte revelar à outra para essa finalidade, por escrito, como desenho, amostra ou arquivo, ou verbalmente: sobretudo desenhos, especificações, processos, volumes, custos, preços e planos, e o fato de as partes estarem em conversa.',
  'nda-heading.duties': 'Deveres',
  'nda-clause.duties.one-way':
    'O fornecedor usa a informação apenas para essa finalidade, mostra-a somente às pessoas da sua equipe que precisam dela e estão obrigadas ao sigilo, não a copia além do necessário, guarda-a com o mesmo cuidado que a sua própria e não a entrega a mais ninguém sem o consentimento escrito da empresa líder. Não desmonta nada para descobrir como é feito.',
  'nda-clause.duties.mutual':
    'Quem recebe informação usa-a apenas para essa finalidade, mostra-a somente às pessoas da sua equipe que precisam dela e estão obrigadas ao sigilo, não a copia além do necessário, guarda-a com o mesmo cuidado que a sua própria e não a entrega a mais ninguém sem o consentimento escrito da parte de que ela veio. Ninguém desmonta nada para descobrir como é feito.',
  'nda-heading.exceptions': 'Exceções',
  'nda-clause.exceptions':
    'Não é confidencial o que já antes era público ou conhecido de quem recebe, o que se torna público sem culpa sua, o que um terceiro transmite com direito e o que quem recebe desenvolve por si, sem a informação. O que um tribunal ou uma autoridade exigir pode ser-lhe revelado; a outra parte é avisada antes, se a lei o permitir.',
  'nda-heading.term': 'Duração',
  'nda-clause.term':
    'O acordo vale a partir do dia em que a segunda parte assina. O que foi revelado permanece confidencial por {months, plural, one {# mês} other {# meses}} a contar desse dia; os segredos de negócio, enquanto o forem.',
  'nda-heading.return': 'Devolução',
  'nda-clause.return':
    'A pedido, quem recebeu devolve ou destrói em 30 dias todos os documentos, amostras e arquivos e o confirma por escrito. O que a lei o obriga a guardar, e as cópias em backups habituais, continua a manter em sigilo.',
  'nda-heading.rights': 'Sem outros direitos nem dever de contratar',
  'nda-clause.rights':
    'A informação e todos os direitos sobre ela continuam a ser da parte de que veio. Este acordo não obriga nenhuma das partes a fazer uma encomenda, a aceitá-la ou a tratar apenas com a outra.',
  'nda-heading.law': 'Direito e forma',
  'nda-clause.law':
    'Aplica-se o direito do país onde tem sede a parte de cuja informação se trata, e decidem os seus tribunais, salvo acordo escrito em contrário. Alterações exigem forma escrita. Se uma cláusula for nula, as demais continuam válidas.',
  'nda-party.lead-firm': 'Pela empresa líder',
  'nda-party.sme': 'Pelo fornecedor',
  'nda.signed-by': 'Assinado por',
  'nda.signed-at': 'Em',
  'nda.session': 'Sessão em que assinou',
  'nda.signatures': 'Assinaturas',
  'nda.signatures-open': 'Assinaturas (ainda incompletas)',
  'nda.hash': 'SHA-256 do texto acima, a que cada assinatura se refere: {hash}',
  'nda.page': 'Página {n} de {of}',
} satisfies Record<keyof typeof source, string>
