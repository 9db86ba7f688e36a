import { useQuery } from '@tanstack/react-query'
import { displayNamesQuery } from './shared-queries.ts'

/** A user's display name: the name that an administrator gave, else the username. */
export function useUserName(): (username: string) => string {
  const { data } = useQuery(displayNamesQuery)
  return (username) => data?.items.find((one) => one.username === username)?.name ?? username
}

/** The name of a user, as text. */
export function UserName({ of }: { of: string }) {
  return useUserName()(of)
}
