/** Who may do what with accounts: everybody with his own, nobody with another's (trust reference 4). */
import type { Rows } from '../support/matrix.ts'
import { ANYWHERE } from '../support/matrix.ts'
import { kindOf } from '../support/principals.ts'
import { mailTo, PASSWORD } from '../support/world.ts'

let people = 0
const newEmail = () => `matrix${++people}@example.org`

//               V U Sm Sa Lm Lb La Am Aa P
const everybody = '+ + + + + + + + + +'
const signedIn = '? + + + + + + + + +'

export const accounts: Rows = {
  getAccount: { may: everybody },
  signUp: { may: everybody, fresh: true, ask: () => ({ body: { name: 'Somebody', email: newEmail(), password: PASSWORD } }) },
  signIn: { may: everybody, fresh: true, ask: ({ own }) => ({ body: { email: own.sme.email, password: PASSWORD } }) },
  signOut: { may: signedIn, fresh: true },
  editAccount: { may: signedIn, ask: () => ({ body: { name: 'Somebody else' } }) },
  changePassword: { may: signedIn, fresh: true, ask: () => ({ body: { current: PASSWORD, password: `${PASSWORD} and more` } }) },
  endOtherSessions: { may: signedIn, fresh: true },
  askPasswordReset: { may: everybody, ask: ({ own }) => ({ body: { email: own.sme.email } }) },
  resetPassword: {
    may: everybody,
    fresh: true,
    async ask({ api, fresh }) {
      const { email } = await fresh('SME member')
      await api.visitor().send('POST', '/password-resets', { email })
      return { body: { token: await mailTo(api, email, /reset\?token=([\w-]+)/), password: PASSWORD } }
    },
  },
  setUpPlatform: {
    may: everybody,
    fresh: true,
    async ask({ api, owner, people }) {
      // A setup link exists only while there is no platform administrator.
      await owner.query('update users set platform_admin = false')
      const token = await api.services.accounts.setUpToken()
      await owner.query('update users set platform_admin = true where id = $1', [people['platform admin'].userId])
      return { body: { token, name: 'Operator', email: newEmail(), password: PASSWORD } }
    },
  },
  actFor: {
    // Whoever belongs to no organization can act for none.
    may: '? . + + + + + + + .',
    foreign: '? . . . . . . . . .',
    fresh: true,
    ask: ({ own, other }, whose, principal) => {
      const kind = kindOf(principal, 'lead-firm')
      const organizationId = { own: own[kind].organizationId, other: other[kind].organizationId, missing: ANYWHERE }[whose]
      return { body: { organizationId } }
    },
  },
}
