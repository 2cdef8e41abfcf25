/** Replies as mail programs in four languages really write them: what the sender wrote stays, what he quoted goes. */
import { describe, expect, it } from 'vitest'
import { addressIn, replyOf } from './mail-replies.ts'

const OWN = 'Yes, 2 mm is fine.\n\nWe can send samples on Friday.'

describe('a reply', () => {
  it.each([
    [
      'Gmail in English',
      `${OWN}\n\nOn Mon, Nov 23, 2026 at 2:30 PM Highroad <no-reply@links.example> wrote:\n\n> Good day,\n> A new message`,
    ],
    [
      'Gmail in English, broken over two lines',
      `${OWN}\n\nOn Mon, Nov 23, 2026 at 2:30 PM Highroad Links <\nno-reply@links.example> wrote:\n\n> Good day,`,
    ],
    ['Gmail in Spanish', `${OWN}\n\nEl lun, 23 nov 2026 a las 14:30, Highroad (<no-reply@links.example>)\nescribió:\n\n> Buenos días:`],
    ['Gmail in Portuguese', `${OWN}\n\nEm seg., 23 de nov. de 2026 às 14:30, Highroad <no-reply@links.example>\nescreveu:\n\n> Bom dia,`],
    ['Gmail in French', `${OWN}\n\nLe lun. 23 nov. 2026 à 14:30, Highroad <no-reply@links.example> a\nécrit :\n\n> Bonjour,`],
    ['Apple Mail in French', `${OWN}\n\n> Le 23 nov. 2026 à 14:30, Highroad <no-reply@links.example> a écrit :\n> \n> Bonjour,`],
    ['Thunderbird in Spanish', `${OWN}\n\nEl 23/11/26 a las 14:30, Highroad escribió:\n> Buenos días:`],
    [
      'Outlook in English',
      `${OWN}\n\n-----Original Message-----\nFrom: Highroad <no-reply@links.example>\nSent: Monday\nSubject: A new message\n\nGood day,`,
    ],
    [
      'Outlook in Spanish',
      `${OWN}\n\n-----Mensaje original-----\nDe: Highroad\nEnviado el: lunes\nAsunto: Un mensaje nuevo\n\nBuenos días:`,
    ],
    [
      'Outlook in Portuguese, headers alone',
      `${OWN}\n\nDe: Highroad <no-reply@links.example>\nEnviado: segunda-feira\nPara: Asha\nAssunto: Nova mensagem\n\nBom dia,`,
    ],
    [
      'Outlook in French, headers alone',
      `${OWN}\n\nDe : Highroad <no-reply@links.example>\nEnvoyé : lundi 23 novembre 2026\nÀ : Asha\nObjet : Un nouveau message\n\nBonjour,`,
    ],
    ['Outlook for the web', `${OWN}\n\n________________________________\nFrom: Highroad <no-reply@links.example>\nGood day,`],
    ['a signature', `${OWN}\n-- \nAsha Rao\nTamhini Pressworks`],
    ['lines of Windows', OWN.replaceAll('\n', '\r\n')],
    ['characters that no message may hold', `\u0000\ufeff${OWN.replace('Yes', 'Y\u0007es')}\ud800`],
  ])('by %s', (_name, mail) => {
    expect(replyOf(mail)).toBe(OWN)
  })

  it('between the quoted lines keeps both answers', () => {
    expect(replyOf('> Is 2 mm fine?\nYes.\n> And Friday?\nFriday too.')).toBe('Yes.\nFriday too.')
  })

  it('keeps sentences that only look like a quotation', () => {
    const text = 'On Monday the buyer wrote: send five samples.\nDe acuerdo: mañana.\nFrom: our side all is ready.'
    expect(replyOf(text)).toBe(text)
  })

  it('that says nothing is empty', () => {
    expect(replyOf('\n\nOn Mon, Nov 23, 2026 at 2:30 PM Highroad <no-reply@links.example> wrote:\n> Good day,')).toBe('')
    expect(replyOf('')).toBe('')
  })
})

describe('an address', () => {
  it.each([
    ['Asha Rao <Asha@Works.example>', 'asha@works.example'],
    ['"Rao, Asha" <asha@works.example>', 'asha@works.example'],
    [' asha@works.example ', 'asha@works.example'],
    ['', ''],
  ])('in %j is %j', (header, address) => {
    expect(addressIn(header)).toBe(address)
  })
})
