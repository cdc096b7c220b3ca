/**
 * Those of at least twelve characters that lead the published lists of leaked passwords. Shorter ones
 * are refused anyway.
 */
export const commonPasswords: ReadonlySet<string> = new Set(
  `
  password1234 password12345 password123456 passwordpassword password123123 password2024 password2025
  password2026 mypassword123 mypassword1234 123456789012 1234567890123 12345678901234 123456123456
  1234567890987654321 012345678910 111111111111 000000000000 121212121212 123123123123 112233445566
  123321123321 qwertyuiop12 qwertyuiop123 qwertyuiop1234 qwertyuiopasdf qwertyuiopasdfghjkl qwerty123456
  qwerty1234567 qwerty12345678 qwertyqwerty qwertz123456 1q2w3e4r5t6y 1q2w3e4r5t6y7u 1qaz2wsx3edc
  1qaz2wsx3edc4rfv q1w2e3r4t5y6 zaq12wsxcde3 zaq1zaq1zaq1 asdfghjkl123 asdfghjkl1234 asdfasdfasdf
  abcdefghijkl abcdefghijklm abcd12345678 abcdef123456 abc123456789 a12345678901 aa1234567890
  iloveyou1234 iloveyou12345 iloveyousomuch iloveyouforever administrator administrator1 admin1234567
  admin12345678 adminadmin123 adminadminadmin welcome12345 welcome123456 welcome2024! welcome2025!
  welcome2026! letmein12345 letmein123456 letmeinletmein changemenow123 changeme1234 changeme12345
  trustno1trustno1 superman1234 batman123456 dragon123456 monkey123456 football1234 baseball1234
  princess1234 sunshine1234 master123456 shadow123456 michael12345 charlie12345 jordan123456
  liverpool123 chelsea12345 arsenal12345 starwars1234 pokemon12345 minecraft123 computer1234
  internet1234 samsung12345 november2024 december2024 summer202425 passw0rd1234 p@ssw0rd1234
  p@ssword1234 p@$$w0rd1234 secret123456 test12345678 testtesttest user12345678 temp12345678
  temporary123 default12345 correcthorsebatterystaple cardfile1234 cardfilecardfile
  `
    .trim()
    .split(/\s+/),
)
