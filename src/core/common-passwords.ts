/**
 * Words that most guessed passwords are made of, in Dutch and English, folded (lower case, no accents, look-alike
 * digits as letters). A password that is nothing but such words, digits and signs is refused.
 */
export const commonPasswordWords: readonly string[] = `
password passwort passwoord passw wachtwoord wachtwrd geheim geheimpje secret welkom welcome hallo hello letmein laatmeerin
inloggen aanmelden login logon signin toegang access admin administrator beheer beheerder root user gebruiker gast guest
test testen tester testing demo sample example voorbeeld default changeme veranderdit verander change temp tijdelijk
qwerty qwertyuiop qwertz azerty asdfgh asdfghjkl asdf zxcvbn zxcvbnm qazwsx qazwsxedc poiuytrewq lkjhgfdsa mnbvcxz wasd
abc abcd abcdef abcdefg abcdefgh abcdefghij abcdefghijkl aabbcc xyz iloveyou ikhouvanjou houvanjou loveyou love liefde
schatje lieverd moppie princess prinses dragon draak monkey aapje sunshine zonnetje football voetbal baseball hockey
basketball superman batman spiderman pokemon starwars trustno master shadow ninja mustang michael jordan jennifer jessica
ashley daniel thomas charlie donald freedom vrijheid whatever computer internet google facebook linkedin microsoft apple
samsung nintendo playstation minecraft fortnite summer zomer winter herfst autumn lente spring voorjaar januari january
februari february maart march april mei may juni june juli july augustus august september oktober october november
december maandag dinsdag woensdag donderdag vrijdag zaterdag zondag monday tuesday wednesday thursday friday saturday
sunday amsterdam rotterdam utrecht eindhoven groningen nederland netherlands holland dutch belgie belgium ajax feyenoord
psv oranje orange kerst christmas bedrijf company klant customer partner website webshop portal portaal server systeem
system netwerk network windows office outlook excel vakantie holiday nieuw nieuwe new mijn my your jouw uw the het een de
niet not this dit is ik i you jij me sterk strong veilig secure security beveiliging pass word code pin sleutel key
flower bloem bloemen kat poes hond dog cat paard horse vogel bird tijger tiger leeuw lion money geld bank euro
`
  .trim()
  .split(/\s+/)
  .sort((a, b) => b.length - a.length);
