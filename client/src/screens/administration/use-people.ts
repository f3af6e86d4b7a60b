import { computed, ref, shallowRef } from 'vue'
import type { z } from 'zod'
import type { AccountsAnswer, AccountView } from '../../../../shared/people-answers.ts'
import type { Grant } from '../../../../shared/roles.ts'
import { api, type ApiFailure } from '../../api.ts'
import { useLoaded } from '../../composables/use-loaded.ts'
import { tellFailure } from '../../refusal-words.ts'
import { peopleWords } from '../../words/people.ts'
import { madePassword } from './made-password.ts'

export type Person = z.infer<typeof AccountView>
export type NewPerson = {
  readonly name: string
  readonly password: string
  readonly grants: readonly Grant[]
  readonly organisation?: string
}

export type PersonChange = { readonly disabled?: boolean; readonly password?: string; readonly grants?: readonly Grant[] }

/** The one thing that is forbidden to whoever manages people: to leave nobody who administers. */
export const peopleRefusal = (failure: ApiFailure): string =>
  failure.kind === 'refused' && failure.problem.code === 'forbidden' ? peopleWords.lastAdministrator : tellFailure(failure)

/** Active people first, by name; a search matches any part of the name. */
export const listed = (people: readonly Person[], search: string): Person[] =>
  people
    .filter(({ name }) => name.toLowerCase().includes(search.trim().toLowerCase()))
    .toSorted((a, b) => Number(a.disabled) - Number(b.disabled) || a.name.localeCompare(b.name, 'id', { numeric: true }))

export function usePeople() {
  const { value, failure, load } = useLoaded<z.infer<typeof AccountsAnswer>>()
  const read = (): Promise<void> => load('/api/accounts')
  const search = ref('')
  const refused = shallowRef<ApiFailure>()
  /** A password that was just set: told once, never again. */
  const told = shallowRef<{ readonly name: string; readonly password: string }>()
  const all = computed(() => value.value?.items ?? [])
  const people = computed(() => listed(all.value, search.value))

  async function add(person: NewPerson): Promise<boolean> {
    const answer = await api('/api/accounts', { method: 'POST', body: person })
    refused.value = answer.ok ? undefined : answer.error
    if (!answer.ok) return false
    told.value = { name: person.name, password: person.password }
    await read()
    return true
  }

  async function change(person: Person, body: PersonChange): Promise<boolean> {
    const answer = await api(`/api/accounts/${encodeURIComponent(person.id)}`, { method: 'PATCH', body })
    refused.value = answer.ok ? undefined : answer.error
    if (answer.ok && body.password) told.value = { name: person.name, password: body.password }
    await read()
    return answer.ok
  }

  const renew = (person: Person): Promise<boolean> => change(person, { password: madePassword() })
  void read()
  return { all, people, search, failure, refused, told, loaded: computed(() => value.value !== undefined), add, change, renew, read }
}
