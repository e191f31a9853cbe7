// Fills time and place of site photos from the phone, for photos that do not say it themselves.
(() => {
  const button = document.querySelector("[data-locate]");
  if (!button || !navigator.geolocation) return;
  const said = document.querySelector("[data-located]");
  const field = (name) => document.querySelector(`[name="${name}"]`);
  const filled = (position) => {
    field("latitude").value = position.coords.latitude.toFixed(6);
    field("longitude").value = position.coords.longitude.toFixed(6);
    field("by_phone").value = "1";
    const now = new Date(position.timestamp - new Date().getTimezoneOffset() * 60000);
    if (!field("taken_at").value) field("taken_at").value = now.toISOString().slice(0, 16);
    said.textContent = `已定位，误差约 ${Math.round(position.coords.accuracy)} 米`;
  };
  const failed = () => { said.textContent = "没有取得定位，请允许浏览器使用位置信息，或手工填写经纬度。"; };
  button.addEventListener("click", () => {
    said.textContent = "正在定位……";
    navigator.geolocation.getCurrentPosition(filled, failed, { enableHighAccuracy: true, timeout: 20000 });
  });
})();
