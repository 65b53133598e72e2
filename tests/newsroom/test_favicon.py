def test_it_leads_to_the_icon(client):
    response = client.get("/favicon.ico")
    assert response.status_code == 302
    assert response.url.startswith("/static/newsroom/favicon")
    assert response.url.endswith(".svg")
    assert response.headers["Cache-Control"] == "public, max-age=3600"
