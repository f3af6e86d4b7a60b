/** The 13 digits of a code as people write it, dots and spaces allowed; undefined = not (yet) a code. */
export function tpsCode(text: string): string | undefined {
  const digits = text.replaceAll(/[\s.]/g, '')
  return /^\d{13}$/.test(digits) ? digits : undefined
}

export const isWithin = (scopes: readonly string[], tps: string): boolean => scopes.some((scope) => tps.startsWith(scope))
