// Pastes the first dependencies and the first program of the README into this empty project.
def text = new File(readme).getText('UTF-8')

def block = { String language ->
    def fence = '```'
    int begin = text.indexOf(fence + language + '\n')
    assert begin >= 0: "README.md: expected a block of $language"
    begin += fence.length() + language.length() + 1
    text.substring(begin, text.indexOf(fence, begin))
}

def pom = new File(basedir, 'pom.xml')
pom.setText(pom.getText('UTF-8').replace('<!-- README -->', block('xml')), 'UTF-8')

def source = new File(basedir, 'src/main/java/TrainDigits.java')
source.parentFile.mkdirs()
source.setText(block('java'), 'UTF-8')
