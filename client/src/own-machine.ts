/** Whether a host name means the machine one sits at, whatever machine that is. */
export const isOwnMachine = (hostname: string): boolean => /^(localhost|127(\.\d+){3}|\[?::1\]?)$|\.localhost$/.test(hostname)
