/** Portuguese: the pages that everyone can read. */

import type { publicPages as source } from '../en/public-pages.ts'

export const publicPages = {
  'start.title': 'Empresas líderes e fornecedores, com motivos',
  'start.description':
    'O Highroad lê cada requisito de uma necessidade de compra diante do que uma empresa pode provar, e diz o que falta.',
  'start.heading': 'Empresas líderes encontram fornecedores que sabem fazer, ou que podem chegar lá.',
  'start.lead':
    'O Highroad lê cada requisito de uma necessidade de compra diante do que uma empresa pode provar. Cada proposta diz o que é atendido, o que falta e em quantos meses se resolve.',

  'start.sample.for': 'para um suporte de assento estampado, 40.000 un. por mês',
  'start.sample.press': 'Força da prensa 250 t, pedidas 200 t',
  'start.sample.press.note': 'Visto no local, março de 2026',
  'start.sample.iso-9001': 'ISO 9001, por meio da IATF 16949',
  'start.sample.iso-9001.note': 'Mesma unidade, vence em 11 mai 2028',
  'start.sample.capacity': 'Capacidade livre 38.000 un., pedidas 40.000',
  'start.sample.capacity.note': 'Terceiro turno a partir de junho de 2027',
  'start.sample.iso-14001.note': 'Em geral leva de 6 a 9 meses',
  'start.sample.caption': 'Um exemplo: uma proposta, como os dois lados a veem.',

  'start.buy': 'Comprar',
  'start.buy.as': 'Você é uma empresa líder',
  'start.buy.text': 'Publique uma necessidade com seu nome ou um pseudônimo e leia PMEs ordenadas, com um motivo por requisito.',
  'start.buy.1': 'Comece por um modelo',
  'start.buy.2': 'Um resultado e um facto por cada requisito',
  'start.buy.3': 'Convide, aceite ou recuse com um motivo',
  'start.buy.act': 'Publicar uma necessidade',

  'start.supply': 'Fornecer',
  'start.supply.as': 'Você é uma PME',
  'start.supply.text': 'Preencha um único perfil no telemóvel. Veja necessidades reais, o que já cumpre e o que lhe falta.',
  'start.supply.1': 'Oito respostas para começar',
  'start.supply.2': 'Cada resposta diz quem a pode ler',
  'start.supply.3': 'Grátis, em quatro idiomas',
  'start.supply.act': 'Criar seu perfil',

  'start.broker': 'Intermediar',
  'start.broker.as': 'Você é uma agência',
  'start.broker.text': 'Traga a sua lista de empresas tal como está, veja cada erro de linha e deixe as empresas reclamarem a sua ficha.',
  'start.broker.1': 'CSV e Excel, cabeçalhos em quatro línguas',
  'start.broker.2': 'Duplicados à vista, nunca fundidos em silêncio',
  'start.broker.3': 'Desfazer no prazo de um dia',
  'start.broker.act': 'Abrir uma mesa',

  'start.needs': 'Necessidades abertas',
  'start.needs.all': 'Todas as necessidades abertas',
  'start.needs.empty': 'No momento nenhuma necessidade está aberta a todos.',

  'start.growth': 'Crescimento que deixa as empresas melhor',
  'start.growth.text':
    'Uma empresa a que falta um certificado não é mandada embora. O Highroad diz o que falta e quantos meses costuma levar, para que um quase se torne um plano.',
  'start.growth.standards':
    'Que certificado vale por qual, em que condições e quanto tempo costuma levar: a tabela por trás de cada resultado está à vista.',
  'start.growth.standards.all': 'Ver as normas',

  'public.needs': 'Necessidades abertas',
  'public.directory': 'Diretório de fornecedores',
  'public.standards': 'Normas',
  'public.api': 'API',
  'public.desk': 'Sua mesa',
  'public.about': 'Highroad é software livre.',
} satisfies Record<keyof typeof source, string>
