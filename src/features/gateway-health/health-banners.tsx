import type { GatewayHealth } from '../../contract/gateway-health.ts'
import { shanghaiTime } from '../../lib/time.ts'
import { MARKS } from '../../lib/marks.ts'
import { Banner } from '../../ui/feedback.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { messages } from './messages.ts'

/** Problems, worst first, or one line if there are none. */
export function HealthBanners({ health }: { health: GatewayHealth }) {
  const t = useText(messages)
  const { language } = useLanguage()
  const { alarms, clock, skewMs, interfaces, budget } = health
  // Alarms end with the next successful call.
  const alarm = alarms.find(({ at }) => !health.lastSuccessAt || at > health.lastSuccessAt)
  const stopped = interfaces.filter((one) => one.circuit !== 'closed')
  const off = Math.round(Math.abs(skewMs ?? 0) / 1_000)
  const backoff = budget.backoffUntil ? Date.parse(budget.backoffUntil) - Date.parse(health.at) : 0
  const quiet = !alarm && clock === 'good' && stopped.length === 0 && backoff <= 0
  return (
    <div className="mb-4 flex flex-col gap-3">
      {clock !== 'good' && (
        <Banner
          tone={clock === 'wrong' ? 'bad' : 'warn'}
          title={clock === 'wrong' ? t.clockWrong : t.clockWarning}
        >
          {t.clockText(off < 120 ? t.secondsOff(off) : t.minutes(Math.round(off / 60)))}
        </Banner>
      )}
      {alarm && (
        <Banner tone="bad" title={t.alarmTitle}>
          {t.alarm(
            t[alarm.name as 'register'] ?? alarm.name,
            `${alarm.code} ${t[`code${alarm.code}` as 'code2000'] ?? ''}`,
            shanghaiTime(alarm.at, true),
          )}
        </Banner>
      )}
      {stopped.length > 0 && (
        <Banner tone="bad" title={t.openTitle}>
          {t.openText(stopped.map(({ name }) => t[name]).join(MARKS[language].list))}
        </Banner>
      )}
      {backoff > 0 && (
        <Banner tone="warn" title={t.backoffTitle}>
          {t.backoffText(Math.ceil(backoff / 1_000))}
        </Banner>
      )}
      {quiet && <Banner tone="good" title={t.good} />}
    </div>
  )
}
