/**
 * Where anybody may have an address, so that people of the same one have nothing in common. The large
 * providers of the countries whose languages Cardfile speaks; one that is missing costs no more than a suggestion
 * that somebody has to look at.
 */
export const publicDomains: ReadonlySet<string> = new Set(
  (
    'gmail.com googlemail.com yahoo.com yahoo.co.uk yahoo.de yahoo.fr yahoo.es yahoo.it yahoo.co.jp yahoo.com.br ' +
    'ymail.com rocketmail.com hotmail.com hotmail.co.uk hotmail.de hotmail.fr hotmail.es hotmail.it outlook.com ' +
    'outlook.de outlook.fr outlook.es live.com live.de live.fr live.co.uk msn.com icloud.com me.com mac.com ' +
    'aol.com aol.de gmx.de gmx.net gmx.at gmx.ch gmx.com web.de t-online.de freenet.de arcor.de posteo.de ' +
    'mailbox.org proton.me protonmail.com pm.me tutanota.com tuta.com fastmail.com zoho.com mail.com email.com ' +
    'hey.com orange.fr wanadoo.fr free.fr sfr.fr laposte.net bbox.fr neuf.fr libero.it virgilio.it tiscali.it ' +
    'alice.it tim.it uol.com.br bol.com.br terra.com.br terra.es telefonica.net mail.ru yandex.ru yandex.com ' +
    'ya.ru inbox.ru bk.ru list.ru qq.com 163.com 126.com sina.com foxmail.com naver.com daum.net hanmail.net ' +
    'docomo.ne.jp ezweb.ne.jp au.com softbank.ne.jp i.softbank.jp rediffmail.com comcast.net verizon.net att.net ' +
    'sbcglobal.net bellsouth.net cox.net charter.net btinternet.com sky.com virginmedia.com talktalk.net ' +
    'bigpond.com optusnet.com.au xtra.co.nz shaw.ca rogers.com sympatico.ca telus.net wp.pl o2.pl onet.pl ' +
    'interia.pl seznam.cz centrum.cz bluewin.ch telenet.be skynet.be ziggo.nl kpnmail.nl xs4all.nl'
  ).split(' '),
)
