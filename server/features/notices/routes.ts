/** The part of the API about notices, as a table of contents. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import * as contract from './contract.ts'
import * as settingsContract from './contract-settings.ts'
import type { NoticeService } from './service.ts'
import type { PhoneService } from './service-phones.ts'
import type { NoticeSettingsService } from './service-settings.ts'

interface Services {
  list: NoticeService
  settings: NoticeSettingsService
  phones: PhoneService
}

export function noticeRoutes({ list, settings, phones }: Services): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get('/notices', contract.listNotices, ({ actor, query: { limit, cursor, unread, group } }) =>
      list.list(actor, { unread: unread ?? false, group: group ?? null, limit: limit ?? 25, cursor }),
    )
    app.get('/notices/unread', contract.countUnreadNotices, ({ actor }) => list.unread(actor))
    app.get('/notices/:noticeId', contract.getNotice, ({ actor, params }) => list.get(actor, params.noticeId))
    app.post('/notices/read', contract.readNotices, ({ actor, body }) =>
      list.read(actor, { ids: body.ids ?? null, group: body.group ?? null }),
    )
    app.get('/notice-settings', settingsContract.getNoticeSettings, ({ actor }) => settings.get(actor))
    app.put('/notice-settings/groups', settingsContract.setNoticeGroups, ({ actor, body }) => settings.choose(actor, body.groups))
    app.put('/notice-settings/quiet-hours', settingsContract.setQuietHours, ({ actor, body }) => settings.setQuietHours(actor, body))
    app.get('/notice-settings/phone', settingsContract.getPhone, ({ actor }) => phones.get(actor))
    app.put('/notice-settings/phone', settingsContract.askPhoneCode, async ({ actor, body }, reply) =>
      reply.code(202).send(await phones.ask(actor, body.phone)),
    )
    app.post('/notice-settings/phone/confirmation', settingsContract.confirmPhone, ({ actor, body }) => phones.confirm(actor, body.code))
    app.delete('/notice-settings/phone', settingsContract.removePhone, ({ actor }) => phones.remove(actor))
    app.post('/texts/received', settingsContract.receiveText, async ({ actor, headers, body }, reply) => {
      await phones.receive(actor, /^Bearer (.+)$/i.exec(headers.authorization ?? '')?.[1] ?? null, body)
      return reply.code(204).send(null)
    })
  }
}
