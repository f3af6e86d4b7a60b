import { shallowRef, watch } from 'vue'
import type { LedgerAnswer } from '../../../../shared/answers.ts'
import type { Region } from '../../../../shared/election.ts'
import { api } from '../../api.ts'

export type RoomHead = {
  readonly room: string
  readonly name: string
  readonly seq?: number
  readonly hash?: string
  readonly newest?: string
}

/** The rooms a person may read, the province's own first. */
export const roomsIn = (regions: readonly Region[], scopes: readonly string[]): Region[] =>
  regions.filter(({ code }) => code.length <= 4 && scopes.some((scope) => code.startsWith(scope)))

/** Where every chain stands now; a room that cannot be read has no head. */
export function useHeads(rooms: () => readonly Region[]) {
  const heads = shallowRef<readonly RoomHead[]>([])
  async function read(): Promise<void> {
    heads.value = await Promise.all(
      rooms().map(async ({ code, name }) => {
        const answer = await api<LedgerAnswer>(`/api/ledger/${code}?limit=1`)
        return answer.ok ? { room: code, name, ...answer.value.head } : { room: code, name }
      }),
    )
  }
  watch(
    () =>
      rooms()
        .map(({ code }) => code)
        .join(),
    () => void read(),
    { immediate: true },
  )
  return { heads, read }
}
