import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import * as paths from '../../contract/paths.ts'
import { atLeast, type Role } from '../../contract/session.ts'
import { shanghaiTime } from '../../lib/time.ts'
import { useText } from '../../ui/language.tsx'
import { messages } from './messages.ts'
import { outageQuery } from './queries.ts'

/** Shown on every staff page while the platform cannot be used. Says what still works and what waits. */
export function OutageBanner({ role }: { role: Role }) {
  const t = useText(messages)
  const { data } = useQuery(outageQuery)
  const outage = data?.outage
  return (
    <div role="status">
      {outage && (
        <p className="border-b border-bad bg-bad-soft px-5 py-1.5 text-center text-ink">
          <strong className="text-bad">
            {outage.kind === 'refused' ? t.outageRefused(outage.code ?? '') : t.outageUnreachable}
          </strong>{' '}
          {outage.kind === 'refused' ? t.outageRefusedText : t.outageUnreachableText}{' '}
          <span className="whitespace-nowrap text-muted">{t.since(shanghaiTime(outage.since))}</span>
          {atLeast(role, 'manager') && (
            <>
              {' '}
              <Link
                to={atLeast(role, 'admin') ? paths.gatewayHealth : paths.incidents}
                className="whitespace-nowrap text-accent underline underline-offset-4"
              >
                {atLeast(role, 'admin') ? t.title : t.incidents}
              </Link>
            </>
          )}
        </p>
      )}
    </div>
  )
}
