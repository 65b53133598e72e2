def test_robots_are_asked_to_leave_staff_and_forms_alone(client):
    response = client.get("/robots.txt")
    assert response.headers["Content-Type"] == "text/plain"
    assert response.content.decode().splitlines() == [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /beta/",
        "Disallow: /feedback/",
        "Disallow: /preview/",
        "Disallow: /*/search/",
    ]
