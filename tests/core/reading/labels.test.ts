import { describe, expect, it } from 'vitest'
import { isForecastLabel, labelStrength, readLabel } from '../../../src/core/reading/labels.ts'

describe('the name of a narrative', () => {
  it.each([
    ['Establishment-critical narrative', 'critical', 'establishment'],
    ['Establishment-critical', 'critical', 'establishment'],
    ['ESTABLISHMENT‑CRITICAL NARRATIVE', 'critical', 'establishment'],
    ['Pro-establishment narrative', 'pro', 'establishment'],
    ['pro–establishment Narrative', 'pro', 'establishment'],
    ['Anti-establishment narrative', 'anti', 'establishment'],
    ['Left narrative', 'left', 'left-right'],
    ['Left', 'left', 'left-right'],
    ['right narrative', 'right', 'left-right'],
    ['Right-wing narrative', 'right', 'left-right'],
    ['Republican narrative', 'republican', 'party'],
    ['Democratic narrative', 'democratic', 'party'],
    ['Pro-Israel narrative', 'pro', 'subject'],
    ['Anti-Israel', 'anti', 'subject'],
    ['Pro-choice narrative', 'pro', 'subject'],
    ['Narrative A', 'other', 'numbered'],
    ['narrative b', 'other', 'numbered'],
    ['Nerd narrative', 'other', 'other'],
    ['Cynical narrative', 'other', 'other'],
    ['Leftover narrative', 'other', 'other'],
    ['Right to repair narrative', 'other', 'other'],
    ['Profound narrative', 'other', 'other'],
    ['Pro- narrative', 'other', 'other'],
    ['', 'other', 'other'],
  ])('%j is %s on the axis %s', (label, stance, axis) => {
    expect(readLabel(label)).toEqual({ stance, axis })
  })

  it.each(['Nerd narrative', 'Metaculus Prediction', 'NERD'])('%s is of forecasters, not a side', label => {
    expect(isForecastLabel(label)).toBe(true)
  })
})

describe('how sure a name is', () => {
  it.each([
    ['Left narrative', 'strong'],
    ['PRO-ISRAEL NARRATIVE', 'strong'],
    ['Pro-river park narrative', 'strong'],
    ['Anti-“deep state” narrative', 'strong'],
    ['Narrative B', 'strong'],
    ['Nerd narrative', 'strong'],
    ['Left', 'bare'],
    ['Pro-tax', 'bare'],
    ['Establishment-critical', 'bare'],
    ['Cynical narrative', 'weak'],
    ['Anti-Tax Bill Fails', 'weak'],
    ['Left without power', undefined],
    ['Pro-democracy protesters gathered in the capital', undefined],
    ['The end of a narrative: what now', undefined],
    ['', undefined],
  ])('%j is %s', (label, strength) => {
    expect(labelStrength(label)).toBe(strength)
  })
})
