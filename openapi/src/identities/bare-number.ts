import { withoutMarks } from '../text/trim-marks.ts'
import { asciiDigits } from '../locale/ascii-digits.ts'

const scheme = /^(?:tel|phone|sms|smsto|callto|whatsapp):(?:\/\/)?(?=[+(\d])/i
/** What a link says besides whom it writes to. */
const message = /^(smsto|sms):([^?;:]*)[?;:].*$/is

const whatsappLink =
  /^(?:whatsapp:\/\/send\/?\?(?:.*&)?phone=|(?:https?:\/\/)?(?:www\.)?wa\.me\/(?:c\/|p\/\d+\/)?|(?:https?:\/\/)?(?:api|web|www)\.whatsapp\.com\/send\/?\?(?:.*&)?phone=)(?=\+|%2B|\d)/i

/** What nearly every number is that comes from a program. */
const plain = /^\+[1-9][\d ()-]*\d$/

/**
 * What was typed as a phone number, a short code or a sender's name: out of its link, without a label
 * before it or a remark after it, without what nobody sees, with plain digits and signs.
 */
export function bareNumber(typed: string): string {
  if (plain.test(typed)) return typed
  const text = asciiDigits(withoutMarks(typed).normalize('NFKC'))
  if (whatsappLink.test(text)) {
    const number = text.replace(whatsappLink, '').replace(/[?&/#].*$/s, '')
    // Its links have the international form without its plus.
    return number.replace(/^(?:\+|%2B|00)*/i, '+')
  }
  return withExtension(
    text
      .replace(quotes, '')
      .replace(message, '$1:$2')
      .replace(scheme, '')
      .replace(label, '')
      .replace(shortLabel, '')
      .replace(trailing, '')
      .replace(asDecimal, '$1')
      .replace(remark, '')
      .replace(/^\(\s*(?:00|\+)\s*(\d+)\s*\)/, '+$1'),
  )
}

/** A spreadsheet's mark of a text, and what surrounds one in a CSV. */
const quotes = /^['"‘’“”]+|(?<!['"‘’“”])['"‘’“”]+$/g

// Of many blanks or signs in a row tried at the first alone, or they took the square of their number.
const trailing = /(?<![\s,;.])[\s,;.]+$/

/** Programs that keep a column of numbers with gaps as decimals write each of them so. */
const asDecimal = /^(\+?\d{6,15})[.,]0$/

const label = /^\p{L}[\p{L}\s./-]{0,19}:\s*(?=[+(\d])/u
/** The usual ones stand there without a colon too, before all of a number. */
const shortLabel =
  /^(?:telefon|telephone|phone|tel|ph|mobile|mobil|mob|cell|handy|fax|[tmpf])(?:\.\s*|\s+)(?=[+(\d](?:\D*\d){6})/i
const remark = /(?<!\s)\s*\([\p{L}\s./-]+\)$/u

const extensionWords =
  'extension|extn|ext|durchwahl|dw|app|poste|anexo|interno|int|ramal|wewn|wew|toestel|anknytning|linka|klapka|dahili|доб|внутр|вн|内線|分机|转|轉'
const extension = new RegExp(
  String.raw`(?<=\d)(?:[\s,;./-]*(?:${extensionWords})[.:=\s]*|[\s,;]*[xpw#][.:\s]*|,+\s*|;\s*ext=)(\d{1,7})#?$`,
  'i',
)

const inBrackets = new RegExp(
  String.raw`(?<!\s)\s*\(\s*((?:${extensionWords}|[x#])[.:\s]*\d{1,7})\s*\)$`,
  'i',
)

/** An extension however it is told: two people behind one switchboard are two. */
function withExtension(text: string): string {
  return text.replace(inBrackets, ' $1').replace(extension, ' ext. $1')
}
