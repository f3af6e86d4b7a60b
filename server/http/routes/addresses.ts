import { AddressesAnswer } from '../../../shared/people-answers.ts'
import { answer } from '../reply.ts'
import { route } from '../route.ts'

const addresses = route({
  method: 'get',
  path: '/api/addresses',
  summary: 'Addresses under which other devices reach this server, for links that leave this machine; empty when none does',
  access: { kind: 'action', action: 'people:manage', scoped: 'by the route' },
  answers: { 200: AddressesAnswer },
  handle: ({ services }) => answer(200, { origins: [...services.originsForOthers()] }),
})

export const addressRoutes = [addresses]
