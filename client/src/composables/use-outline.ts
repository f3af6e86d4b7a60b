import { onMounted, shallowRef, watch, type ComputedRef, type ShallowRef } from 'vue'
import { api } from '../api.ts'
import { parseOutline, type Outline } from '../outline.ts'
import { useElection } from '../stores/election.ts'

/** Shapes of all regions of a level; empty until they are there, and for good where none are known. */
export function useOutline(level: ComputedRef<'regency' | 'district'>): ShallowRef<Outline> {
  const election = useElection()
  const outline = shallowRef<Outline>([])
  async function load(): Promise<void> {
    const asked = level.value
    if (!election.register?.drawn.includes(asked)) return void (outline.value = [])
    const answer = await api<Parameters<typeof parseOutline>[0]>(`/api/boundaries?level=${asked}`)
    if (answer.ok && asked === level.value) outline.value = parseOutline(answer.value)
  }
  onMounted(load)
  watch(level, load)
  return outline
}
