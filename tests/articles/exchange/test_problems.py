from articles.exchange.problems import ImportProblem, Remark


def test_a_problem_names_its_place():
    assert str(ImportProblem("is empty")) == "is empty"
    assert str(ImportProblem("is empty", source="a.txt")) == "a.txt: is empty"
    assert str(ImportProblem("is bad", source="a.txt", line=3)) == "a.txt:3: is bad"


def test_a_remark_names_its_line():
    assert str(Remark("look")) == "look"
    assert str(Remark("look", 3)) == "line 3: look"
