import type { Catalogue } from '../language.ts'
import type { id } from './people.id.ts'

export const en: Catalogue<typeof id> = {
  manage: 'Manage',
  close: 'Close',
  grants: {
    title: 'Roles and regions',
    remove: 'Remove',
    add: 'Add role',
    save: 'Save roles',
    saved: 'Roles saved. This person signs in again with the new rights.',
    last: 'At least one role has to stay. To close access, disable the account.',
    has: 'This person has that role for that region already.',
  },
  access: {
    title: 'Access',
    everywhere: 'Sign out everywhere',
    confirmEverywhere: 'Yes, everywhere',
    ended: 'Signed out on every device.',
    own: 'This is you. Your own roles are changed by another administrator only.',
    openOwn: 'Open my account',
  },
  lastAdministrator: 'Somebody has to remain who administers the province. Make another administrator first.',
  inviteInstead: 'Easier: invite the person, who then chooses the password.',
  invite: 'Invite people',
}
