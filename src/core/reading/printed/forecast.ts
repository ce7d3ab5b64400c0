const ENGLISH =
  /\b(?:chances?|probab\w{0,10}|likel\w{0,10}|odds|median|forecast\w{0,10}|predict\w{0,10}|estimat\w{0,10}|(?:is|are|be) expected|expects?)\b/i
/** What the other languages of the news call a chance; stems, because words end in many ways. */
const OTHERS =
  /(?<!\p{L})(?:probab|prawdopodob|wahrscheinlich|waarschijnlijk|sannolikhet|sannsynlighet|sandsynlighed|todennäk|pravděpodobn|valószínű|olasılı|ihtimal|posibilidad|possibilit|previs|pronóst|prévision|prognos|chance|kans|szans|šanc|шанс|вероятн|ймовірн|імовірн|верогідн|прогноз|πιθανότητ)|確率|可能性|見込み|見通し|概率|機率|几率|幾率|機會|预测|預測|확률|가능성|전망|احتمال|فرصة|توقع|احتمالا|امکان|סיכוי|הסתברות|संभावना|সম্ভাবনা|โอกาส|kemungkinan|khả năng|xác suất/iu

/** Whether a text below `Metaculus Prediction` could be one; something else may stand there where it is empty. */
export function isForecast(text: string): boolean {
  return ENGLISH.test(text) || OTHERS.test(text)
}
