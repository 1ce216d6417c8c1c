"""The words that tell a speaker from a sentence, a form and a note, in Indonesian and English.

All in lower case and without accents. Lists are closed on purpose: function words are few in any language, names
are not, so a label is judged by what it must not contain rather than by a list of names.
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


INTERVIEWER_WORDS = _words("""
    peneliti pewawancara penanya tanya pertanyaan fasilitator moderator pemandu enumerator surveyor
    interviewer researcher facilitator investigator questioner question questions host int intv pwc
    """)
PARTICIPANT_WORDS = _words("""
    informan narasumber responden partisipan peserta subjek subyek terwawancara jawab jawaban saksi
    interviewee participant respondent informant subject witness answer answers guest inf resp ns
    """)
OTHER_SPEAKER_WORDS = _words("""
    speaker speakers pembicara voice translator interpreter penerjemah observer pengamat notulis notulen
    notetaker chair chairman chairwoman counsel
    """)
SPEAKER_WORDS = INTERVIEWER_WORDS | PARTICIPANT_WORDS | OTHER_SPEAKER_WORDS

QUESTION_WORDS = _words("pertanyaan question questions tanya q t")
ANSWER_WORDS = _words("jawaban jawab answer answers a j")

SPEAKER_QUALIFIERS = _words("""
    the sang para male female man woman pria wanita laki-laki perempuan kunci utama pendukung tambahan
    pertama kedua ketiga keempat one two three four first second third fourth unknown unidentified
    multiple several all semua beberapa asisten assistant
    """)
"""May stand beside a speaker word: ``Informan kunci``, ``Male participant``."""

ROLE_LETTERS = frozenset("pitjqarnmfs")
"""Initials that are usual for a role; which role depends on the language and the other labels."""

HONORIFICS = _words("""
    mr mrs ms miss mx dr prof professor sir dame lord lady judge justice rev father sister brother madam
    bapak pak bpk ibu bu sdr sdri saudara saudari kak kakak mas mbak mba bang nyonya ny tuan tn haji hj h ust ustad
    ustaz ustadz pendeta pdt romo suster kombes akbp kompol akp iptu ipda aiptu aipda bripka brigpol brigadir briptu
    bripda
    """)

NAME_PARTICLES = _words("""
    van von der den de da di do dos du la le el al bin binti binte ibn ben ter ten of and dan y e zu
    """)

SENTENCE_WORDS = {
    "en": _words("""
        i you he she it we they me him us them my your his her its our their this that these those there here who what
        which whose whom where when why how the a an and or but so if then than as at by for from in into of on to
        with without about after before over under up down out off is are was were be been being am do does did done
        have has had can could would should shall might must not no yes yeah okay ok oh well now just also only even
        still again both each every some any all none very too more most much many such same other another one two
        three first second third next last lastly finally firstly secondly thirdly however therefore moreover further
        furthermore meanwhile otherwise instead actually basically generally obviously similarly because although
        though while until unless since let say says said see note notes nb ps example examples eg ie etc sorry thanks
        thank please right paragraph page section chapter line point step part volume exhibit table figure article
        reply conclusion summary introduction background result results method methods discussion abstract keywords
        regarding including following again moving turning going returning looking
        """),
    "id": _words("""
        saya aku kami kita kamu anda dia ia mereka beliau ini itu sini situ sana siapa apa mana kapan mengapa kenapa
        bagaimana berapa yang dan atau tetapi tapi namun jika kalau bila maka agar supaya karena sebab sehingga lalu
        kemudian terus jadi sebelum sesudah setelah ketika saat di ke dari pada dengan tanpa untuk bagi oleh
        tentang terhadap dalam antara adalah ialah yaitu yakni ada bukan tidak tak jangan belum sudah telah akan sedang
        masih bisa dapat harus boleh perlu mau ingin juga saja hanya sangat lebih paling semua setiap banyak beberapa
        iya ya oke baik begini begitu seperti misalnya contoh contohnya pertama kedua ketiga keempat kelima terakhir
        selanjutnya berikutnya akhirnya intinya artinya maksudnya masalahnya katanya maaf terima kasih silakan
        catatan pasal ayat bab bagian tabel gambar halaman nomor lampiran kesimpulan ringkasan hasil temuan
        menimbang mengingat memutuskan menetapkan mengetahui perihal hal tembusan kepada
        """),
}
"""Words that make a label a sentence when they stand in lower case or begin it."""

ABBREVIATIONS = _words("nb ps ok ket hal tel hp no nik ktp bap eg ie tv cctv ad am pm")
"""Capitals that are nobody's initials."""

HEADER_WORDS = _words("""
    kode nama jabatan instansi lembaga lama tanggal waktu tempat lokasi durasi umur usia kelamin pekerjaan pendidikan
    alamat keterangan judul topik tema proyek nik nomor telepon hp surel email merekam perekam rekaman transkrip
    transkriptor ditranskrip penelitian bahasa jam pukul agama status lahir jumlah metode media situasi kondisi cara
    jenis sumber pangkat nrp nip masa suku wilayah unit nomer catatan zona
    code name position institution organisation organization affiliation date time place location venue duration age
    gender sex occupation profession job education address title topic theme project phone mail interview recording
    recorded transcript transcription transcribed transcriber language participants present attendees legend
    length file filename format medium setting context religion subject author version tags keywords url
    consent ethics reference number
    """)
"""Words that make a ``Key : value`` line part of a header block or a form."""

HEADER_KEYS = _words("from to cc bcc id no re key ref")
"""Begin a header line if they are all of its key; in a longer label they are ordinary words."""

HEADER_ONLY_WORDS = _words("hari day month year bulan tahun")
"""Also begin a header line, but may be a name (Hari, May), so they do not rule a speaker out."""

NOTE_WORDS = _words("""
    tertawa ketawa tawa diam jeda hening menangis batuk napas menghela tersenyum berbisik suara telepon tidak jelas
    laughs laughter laughing pause silence crying cough coughs sighs inaudible unclear crosstalk noise applause music
    overlapping sic redacted interruption
    """)
"""Words of a transcriber's note; a bracket that holds one is no speaker."""
